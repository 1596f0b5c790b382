using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>The letters that remind of a due day, each in its reader's language.</summary>
public sealed class DueLetters(PublicAddress address, LocalCalendar calendar, ReportText text)
{
    /// <summary>Letters to those who analyse the unit itself: who is above it looks at the calendar.</summary>
    internal async Task<List<OutgoingMail>> OfAsync(SurveyDbContext context, Unit unit, StoredPeriod period, DateOnly due, CancellationToken cancellationToken)
    {
        var readers = await context.Users.AsNoTracking()
            .Where(a => a.DisabledAt == null && a.Email != null && a.Grants.Any(g => g.UnitId == unit.Id && (g.Role == Role.Analyst || g.Role == Role.Approver)))
            .ToListAsync(cancellationToken);
        return readers.ConvertAll(r => Write(unit, period, due, r));
    }

    private OutgoingMail Write(Unit unit, StoredPeriod period, DateOnly due, Account reader)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(reader.Language == "en" ? "en-GB" : "vi-VN");
            var (name, title) = (unit.NameIn(text.Language), period.NameIn(text.Language));
            return new OutgoingMail
            {
                Id = RandomKey.New(),
                Key = string.Create(CultureInfo.InvariantCulture, $"due:{unit.Id}:{period.Code}:{due:yyyyMMdd}:{reader.Id}"),
                To = reader.Email!,
                Subject = text["Sắp đến hạn: {0}, {1}", title, text.Day(due)],
                Body = string.Join("\n",
                    text["Kính gửi {0},", reader.DisplayName], "",
                    text["Báo cáo {0} của {1} đến hạn ngày {2}; kỳ này chưa chốt.", title, name, text.Day(due)], "",
                    text["Mở kỳ: {0}", address.Of($"/periods/{unit.Code}/{period.Code}")], "",
                    text["Thư gửi tự động, không cần trả lời."]),
                CreatedAt = calendar.UtcNow,
                NextAttemptAt = calendar.UtcNow,
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
