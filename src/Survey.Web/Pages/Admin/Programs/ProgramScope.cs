using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Api;
using Survey.Web.Data;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>What an administrator sees of programs, as filters that the database applies: what belongs to the units they administer.</summary>
public static class ProgramScope
{
    public static IQueryable<ApiToken> TokensOf(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.UnitsOf(access, Role.Administrator);
        return context.ApiTokens.Where(t => units.Any(u => u.Id == t.UnitId));
    }

    public static IQueryable<Receiver> ReceiversOf(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.UnitsOf(access, Role.Administrator);
        return context.Receivers.Where(r => units.Any(u => u.Id == r.UnitId));
    }

    /// <summary>What goes to the receivers that the person sees.</summary>
    public static IQueryable<Delivery> DeliveriesOf(this SurveyDbContext context, StaffAccess access)
    {
        var receivers = context.ReceiversOf(access);
        return context.Deliveries.Where(d => receivers.Any(r => r.Id == d.ReceiverId));
    }

    /// <summary>Accesses by the tokens that the person sees; those by nobody we know only where <paramref name="whole"/>.</summary>
    public static IQueryable<ApiAccess> AccessesOf(this SurveyDbContext context, StaffAccess access, bool whole)
    {
        var tokens = context.TokensOf(access);
        return context.ApiAccesses.Where(a => (a.TokenId == null && whole) || tokens.Any(t => t.Id == a.TokenId));
    }
}

/// <summary>The words for what programs read.</summary>
public static class ProgramTexts
{
    public static string Scope(this IStringLocalizer<AdminTexts> texts, string scope) => scope switch
    {
        ProgramScopes.Results => texts["Kết quả khảo sát"],
        ProgramScopes.Scoring => texts["Tệp chấm điểm"],
        _ => texts["Số liệu kỳ đã chốt"],
    };

    /// <summary>Why a file did not go, in words; see <see cref="DeliveryFailure"/>.</summary>
    public static string Failure(this IStringLocalizer<AdminTexts> texts, string reason) => reason switch
    {
        "" => texts["Chưa gửi lần nào."],
        DeliveryFailure.Name => texts["Không tìm thấy máy chủ của bên nhận: tên trong địa chỉ có thể sai."],
        DeliveryFailure.Address => texts["Địa chỉ dẫn vào mạng nội bộ hoặc không dùng được, nên không gửi."],
        DeliveryFailure.Certificate => texts["Chứng thư HTTPS của bên nhận không hợp lệ."],
        DeliveryFailure.Connection => texts["Không kết nối được với bên nhận."],
        DeliveryFailure.Timeout => texts["Bên nhận không trả lời kịp."],
        DeliveryFailure.NotWritten => texts["Chưa lập được tệp chấm điểm; hãy xem nhật ký máy chủ."],
        ['3', ..] => texts["Bên nhận chuyển sang địa chỉ khác (mã {0}); hãy sửa địa chỉ nhận.", reason],
        "401" or "403" => texts["Bên nhận không cho gửi (mã {0}).", reason],
        "404" or "405" or "410" => texts["Địa chỉ nhận không đúng hoặc đã bỏ (mã {0}).", reason],
        "429" => texts["Bên nhận đang quá tải và hẹn gửi lại (mã {0}).", reason],
        ['4', ..] => texts["Bên nhận không chấp nhận tệp (mã {0}).", reason],
        _ => texts["Bên nhận gặp lỗi (mã {0}).", reason],
    };

    /// <summary>What became of a request, in words.</summary>
    public static string Outcome(this IStringLocalizer<AdminTexts> texts, int status) => status switch
    {
        304 => texts["Không có gì mới"],
        < 400 => texts["Đã trả lời"],
        401 => texts["Mã truy cập không dùng được"],
        403 => texts["Mã không được đọc phần này"],
        404 => texts["Không tìm thấy"],
        429 => texts["Hỏi quá nhiều lần"],
        >= 500 => texts["Máy chủ gặp lỗi"],
        _ => texts["Hỏi không đúng cách"],
    };
}

/// <summary>A line of the list of accesses.</summary>
public sealed record AccessRow(DateTime At, string? Token, string Path, int Status)
{
    /// <summary>A page of accesses, newest first.</summary>
    public static async Task<List<AccessRow>> ReadAsync(
        SurveyDbContext context, IQueryable<ApiAccess> accesses, LocalCalendar calendar, int page, int size, CancellationToken cancellationToken)
    {
        var rows = await accesses.AsNoTracking().OrderByDescending(a => a.At).ThenBy(a => a.Id).Skip((page - 1) * size).Take(size)
            .Select(a => new { a.At, a.Path, a.Status, Token = context.ApiTokens.Where(t => t.Id == a.TokenId).Select(t => t.Name).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new AccessRow(calendar.ToLocal(r.At), r.Token, r.Path, r.Status));
    }
}
