using Microsoft.Extensions.Localization;

namespace Survey.Web.Pages.Admin;

/// <summary>What an audit entry's action means in words.</summary>
public static class AuditWords
{
    public static string Of(string action, IStringLocalizer<AdminTexts> texts) => action switch
    {
        "sign_in" => texts["Đăng nhập"],
        "locked_out" => texts["Bị khóa vì gõ sai mật khẩu nhiều lần"],
        "first_administrator" => texts["Lập người quản trị đầu tiên"],
        "password_set" => texts["Đặt mật khẩu"],
        "account_invited" => texts["Mời người mới"],
        "account_disabled" => texts["Khóa tài khoản"],
        "account_enabled" => texts["Mở lại tài khoản"],
        "account_link" => texts["Lấy liên kết đặt mật khẩu"],
        "granted" => texts["Giao quyền"],
        "grant_withdrawn" => texts["Thu quyền"],
        "questionnaire_added" => texts["Thêm phiếu"],
        "questionnaire_replaced" => texts["Thay bản nháp bằng tệp"],
        "questionnaire_translated" => texts["Dịch phiếu"],
        "questionnaire_worded" => texts["Sửa lời của phiếu"],
        "questionnaire_edited" => texts["Soạn phiếu"],
        "questionnaire_reverted" => texts["Lấy lại bản cũ làm bản nháp"],
        "questionnaire_submitted" => texts["Gửi duyệt phiếu"],
        "questionnaire_withdrawn" => texts["Rút lại phiếu đã gửi duyệt"],
        "questionnaire_approved" => texts["Duyệt phiếu"],
        "questionnaire_sent_back" => texts["Trả lại phiếu để sửa"],
        "questionnaire_published" => texts["Công bố phiếu"],
        "questionnaire_archived" => texts["Cất phiếu"],
        "questionnaire_restored" => texts["Lấy phiếu đã cất ra dùng lại"],
        "texts_translated" => texts["Dịch lời của phiếu"],
        "codes_mapped" => texts["Nói mã cũ của phiếu thành gì"],
        "wave_created" => texts["Tạo đợt"],
        "wave_opened" => texts["Mở đợt"],
        "wave_closed" => texts["Đóng đợt"],
        "wave_deleted" => texts["Xóa đợt"],
        "point_created" => texts["Thêm điểm thu thập"],
        "point_changed" => texts["Sửa điểm thu thập"],
        "point_retired" => texts["Ngừng điểm thu thập"],
        "point_revived" => texts["Dùng lại điểm thu thập"],
        "points_imported" => texts["Nhập điểm thu thập từ tệp"],
        "test_link_made" => texts["Tạo liên kết thử phiếu"],
        "test_link_ended" => texts["Tắt liên kết thử phiếu"],
        "test_answers_wiped" => texts["Xóa các câu trả lời thử"],
        "bank_added" => texts["Cất vào kho câu hỏi"],
        "bank_replaced" => texts["Thay trong kho câu hỏi"],
        "bank_removed" => texts["Bỏ khỏi kho câu hỏi"],
        "bank_put" => texts["Lấy từ kho câu hỏi vào phiếu"],
        "export_responses" => texts["Xuất từng phiếu trả lời"],
        "export_quarter" => texts["Xuất bảng số của kỳ"],
        "export_scoring" => texts["Xuất tệp chấm điểm"],
        _ => action,
    };
}
