using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Mail;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>A mail address that somebody typed is used once a link sent to it was opened by the same account: whoever mistypes, or
/// types another's address, sends no letters there but this one.</summary>
public sealed class AddressConfirmation(IDataProtectionProvider protection, PublicAddress address, LocalCalendar calendar, ReportText text)
{
    public const int DaysValid = 3;

    /// <summary>An account may ask so often a day: the letters go to whomever it names.</summary>
    public const int MostADay = 5;
    private const string Prefix = "address";

    private readonly IDataProtector _protector = protection.CreateProtector("mail address");

    public async Task<bool> MayAskAsync(SurveyDbContext context, Account account, CancellationToken cancellationToken)
    {
        var (start, since) = ($"{Prefix}:{account.Id.ToString(CultureInfo.InvariantCulture)}:", calendar.UtcNow.AddDays(-1));
        return await context.OutgoingMails.CountAsync(m => m.Key.StartsWith(start) && m.CreatedAt > since, cancellationToken) < MostADay;
    }

    /// <summary>The letter with the link, in the language of the page.</summary>
    public OutgoingMail Letter(Account account, string to)
    {
        var until = calendar.UtcNow.AddDays(DaysValid);
        var token = _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{account.Id}|{until.Ticks}|{to}"));
        var id = RandomKey.New();
        return new OutgoingMail
        {
            Id = id,
            Key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{account.Id}:{id}"),
            To = to,
            Subject = text["Xác nhận địa chỉ nhận cảnh báo"],
            Body = string.Join("\n",
                text["Kính gửi {0},", account.DisplayName], "",
                text["Địa chỉ này vừa được ghi để nhận cảnh báo của hệ thống khảo sát. Để xác nhận, hãy mở đường dẫn sau trong {0} ngày:", DaysValid],
                address.Of("/analyse/alerts/address?token=" + token), "",
                text["Nếu không phải anh, chị ghi thì không cần làm gì."], "",
                text["Thư gửi tự động, không cần trả lời."]),
            CreatedAt = calendar.UtcNow,
            NextAttemptAt = calendar.UtcNow,
        };
    }

    /// <summary>The address of a link; null where it has run out, is another account's, or is none of ours.</summary>
    public string? AddressOf(string? token, long accountId)
    {
        try
        {
            return _protector.Unprotect(token ?? "").Split('|', 3) is [var account, var until, var to]
                && account == accountId.ToString(CultureInfo.InvariantCulture) && long.Parse(until, CultureInfo.InvariantCulture) > calendar.UtcNow.Ticks && MailAddress.IsRight(to) ? to : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
