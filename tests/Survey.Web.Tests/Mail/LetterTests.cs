using MimeKit;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Mail;

namespace Survey.Web.Tests.Mail;

public sealed class LetterTests
{
    private static readonly MailSettings Settings = new() { Host = "mail.example.vn", From = "khaosat@tinh.example.vn", FromName = "Khảo sát" };

    [Theory]
    [InlineData("an@tinh.example.vn", true)]
    [InlineData("an+canh.bao@so-a.tinh.gov.vn", true)]
    [InlineData("an@localhost", true)]
    [InlineData("", false)]
    [InlineData("an", false)]
    [InlineData("@tinh.vn", false)]
    [InlineData("an@", false)]
    [InlineData("an@tinh.vn\n", false)]
    [InlineData("an@tinh.vn\r\nBcc: x@y.vn", false)]
    [InlineData("an@tinh.vn,x@y.vn", false)]
    [InlineData("an@tinh.vn;x@y.vn", false)]
    [InlineData("An <an@tinh.vn>", false)]
    [InlineData("<an@tinh.vn>", false)]
    [InlineData("an@tinh.vn>", false)]
    [InlineData("an @tinh.vn", false)]
    [InlineData("an@tinh..vn", false)]
    [InlineData("an@-tinh.vn", false)]
    [InlineData("an@tinh.vn\u2028", false)]
    [InlineData("an@tỉnh.vn", false)]
    public void Address_IsOnePlainOne(string address, bool right)
    {
        Assert.Equal(right, MailAddress.IsRight(address));
        if (!right)
        {
            Assert.Throws<FormatException>(() => Letter.Of(Mail(to: address), Settings));
        }
    }

    [Theory]
    [InlineData("Giảm\r\nBcc: x@y.vn")]
    [InlineData("Giảm\nBcc: x@y.vn")]
    [InlineData("Giảm\rBcc: x@y.vn")]
    [InlineData("Giảm\u2028Bcc: x@y.vn")]
    [InlineData("Giảm\u0085Bcc: x@y.vn")]
    [InlineData("Giảm\0Bcc: x@y.vn")]
    [InlineData("Giảm\r\n\r\nBcc: x@y.vn")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_x@y.vn?=")]
    public void Subject_CannotAddAHeader(string subject)
    {
        var message = Sent(Mail(subject));

        Assert.Equal(["an@tinh.example.vn"], message.GetRecipients().Select(m => m.Address));
        Assert.Empty(message.Headers.Select(h => h.Field).Except(Ours, StringComparer.OrdinalIgnoreCase));
        Assert.Equal("Chữ", message.TextBody!.Trim());
    }

    [Fact]
    public void Body_IsPlainVietnamese_ThatIsReadAsItWasWritten()
    {
        var message = Sent(Mail(body: "Chỉ số giảm.\n.\nHết."));

        Assert.Equal("Chỉ số giảm.\n.\nHết.", message.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Null(message.HtmlBody);
        Assert.Equal("Khảo sát", message.From.Mailboxes.Single().Name);
    }

    [Theory]
    [InlineData(1, 0, 0.75)]
    [InlineData(1, 1, 1.25)]
    [InlineData(4, 0.5, 8)]
    [InlineData(30, 0.5, 360)]
    public void Pause_DoublesUpToSixHours(int attempts, double chance, double minutes) =>
        Assert.Equal(minutes, MailWorker.PauseAfter(attempts, chance).TotalMinutes, 6);

    private static readonly string[] Ours = ["From", "Date", "Subject", "Message-Id", "To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted"];

    // As a server reads it.
    private static MimeMessage Sent(OutgoingMail mail)
    {
        using var bytes = new MemoryStream();
        Letter.Of(mail, Settings).WriteTo(bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        return MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
    }

    private static OutgoingMail Mail(string subject = "Chỉ số giảm", string to = "an@tinh.example.vn", string body = "Chữ") =>
        new() { Id = 1, Key = "k", To = to, Subject = subject, Body = body, CreatedAt = DateTime.UnixEpoch, NextAttemptAt = DateTime.UnixEpoch };
}
