using System.Globalization;
using MimeKit;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Mail;

/// <summary>A stored letter as it goes over the wire.</summary>
internal static class Letter
{
    /// <exception cref="FormatException">The recipient is no plain address.</exception>
    public static MimeMessage Of(OutgoingMail mail, MailSettings settings)
    {
        if (!MailAddress.IsRight(mail.To))
        {
            throw new FormatException("The recipient is no plain mail address.");
        }

        var message = new MimeMessage
        {
            Subject = OneLine(mail.Subject),
            Date = new DateTimeOffset(DateTime.SpecifyKind(mail.CreatedAt, DateTimeKind.Utc)),
            // The same for each attempt: a server that got the letter and could not say so can tell that it is the same one.
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{mail.Id:x}@{settings.From[(settings.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}"),
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(new MailboxAddress(OneLine(settings.FromName), settings.From));
        message.To.Add(new MailboxAddress("", mail.To));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    /// <summary>Without anything that could end a header's line.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
