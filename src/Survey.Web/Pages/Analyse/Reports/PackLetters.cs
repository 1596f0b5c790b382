using System.Globalization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>The letters that tell that a pack is ready: a link and no figure, so that whoever gets one signs in and is checked. None where no mail server is set.</summary>
public sealed class PackLetters(SurveySettings settings, PublicAddress address, LocalCalendar calendar, ReportText text)
{
    private const int SubjectLength = 200;

    public IReadOnlyList<OutgoingMail> Of(ReportPack pack, ReportRecord record)
    {
        if (!settings.Mail.IsOn)
        {
            return [];
        }

        return [.. pack.Recipients.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((to, i) => Write(pack, record, to, i))];
    }

    private OutgoingMail Write(ReportPack pack, ReportRecord record, string to, int number)
    {
        var (unit, period) = (record.Report.Unit.NameIn(text.Language), record.Report.Period.NameIn(text.Language));
        var subject = text["Bộ báo cáo khảo sát hài lòng: {0}, {1}", unit, period];
        return new()
        {
            Id = RandomKey.New(),
            Key = string.Create(CultureInfo.InvariantCulture, $"pack:{pack.Id}:{pack.RequestedAt.Ticks}:{number}"),
            To = to,
            Subject = subject.Length > SubjectLength ? subject[..SubjectLength] : subject,
            Body = string.Join("\n",
                text["Bộ báo cáo của {0}, {1}, đã lập xong.", unit, period], "",
                text["Xem và tải về (cần đăng nhập, được xem đơn vị này): {0}", address.Of(string.Create(CultureInfo.InvariantCulture, $"/analyse/{record.Selection.Unit.Code}/reports/{pack.Id}"))], "",
                text["Thư gửi tự động, không cần trả lời."]),
            CreatedAt = calendar.UtcNow,
            NextAttemptAt = calendar.UtcNow,
        };
    }
}
