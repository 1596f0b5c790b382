using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Survey.Web.Pages.Shared;

/// <summary>One honest page for whatever went wrong, without details. It answers every verb, since any request may end here.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel(IStringLocalizer<SharedTexts> texts) : PageModel
{
    public string Heading { get; private set; } = "";
    public string Advice { get; private set; } = "";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // From the address alone: the form that failed may have a field of this name.
        var status = int.TryParse(RouteData.Values["status"]?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : 0;
        Response.StatusCode = status is >= 400 and <= 599 ? status : StatusCodes.Status404NotFound;
        (Heading, Advice) = Response.StatusCode switch
        {
            400 => (texts["Yêu cầu không hợp lệ"], texts["Có thể trang đã mở quá lâu. Quay lại, tải lại trang rồi thử lần nữa."]),
            401 => (texts["Hãy đăng nhập lại"], texts["Phiên làm việc đã kết thúc. Đăng nhập rồi làm lại bước vừa rồi."]),
            403 => (texts["Không có quyền"], texts["Tài khoản này chưa được giao phần việc này."]),
            404 => (texts["Không tìm thấy trang"], texts["Địa chỉ sai, hoặc nội dung không thuộc đơn vị của tài khoản này."]),
            409 => (texts["Người khác vừa đổi cùng chỗ này"], texts["Việc vừa làm chưa được lưu. Mở lại trang, xem họ đã đổi gì rồi làm lần nữa."]),
            413 => (texts["Tệp quá lớn"], texts["Hãy chia nhỏ tệp rồi gửi lại."]),
            429 => (texts["Thử quá nhiều lần"], texts["Hãy chờ một phút rồi thử lại."]),
            503 => (texts["Hệ thống đang bận"], texts["Hãy thử lại sau ít phút."]),
            >= 500 => (texts["Có lỗi ở phía chúng tôi"], texts["Việc vừa làm có thể chưa được lưu. Hãy thử lại sau ít phút."]),
            _ => (texts["Yêu cầu không hợp lệ"], texts["Quay lại rồi thử lần nữa."]),
        };
    }
}
