using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>The letters of an alert, each in its reader's language; none where no mail server is set.</summary>
public sealed class AlertLetters(SurveySettings settings, PublicAddress address, LocalCalendar calendar, ReportText text)
{
    private const int SubjectLength = 200;

    internal async Task<List<OutgoingMail>> OfAsync(SurveyDbContext context, Alert alert, Unit unit, LocalizedText index, CancellationToken cancellationToken)
    {
        if (!settings.Mail.IsOn)
        {
            return [];
        }

        var readers = await AlertRecipients.OfAsync(context, unit, cancellationToken);
        return readers.ConvertAll(r => Write(alert, unit, index, r));
    }

    private OutgoingMail Write(Alert alert, Unit unit, LocalizedText index, Account reader)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(reader.Language == "en" ? "en-GB" : "vi-VN");
            var (name, title) = (unit.NameIn(text.Language), text.In(index));
            var subject = text["Chỉ số giảm rõ: {0}", name];
            return new OutgoingMail
            {
                Id = RandomKey.New(),
                Key = AlertRecipients.KeyOf(alert, reader),
                To = reader.Email!,
                Subject = subject.Length > SubjectLength ? subject[..SubjectLength] : subject,
                Body = string.Join("\n",
                    text["Kính gửi {0},", reader.DisplayName], "",
                    $"{name}. {title}: {text.Fell(alert)}",
                    text["Đây là mức giảm vượt dao động thường thấy, không phải do vài phiếu lẻ."], "",
                    text["Xem kết quả: {0}", address.Of($"/analyse/{unit.Code}")],
                    text["Các cảnh báo, và thôi nhận thư này: {0}", address.Of("/analyse/alerts")], "",
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
