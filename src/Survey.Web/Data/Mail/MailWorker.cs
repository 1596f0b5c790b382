using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Alerts;

namespace Survey.Web.Data.Mail;

/// <summary>
/// Sends the letters that wait, on every node. A letter is claimed by its revision before it is sent, so two nodes never send
/// one at once; a node that dies between the server's yes and its own note sends it again after <see cref="Lease"/>, under the same
/// Message-Id.
/// </summary>
public sealed partial class MailWorker(IDbContextFactory<SurveyDbContext> contexts, SurveySettings settings, TimeProvider time, ILogger<MailWorker> logger)
    : BackgroundService
{
    /// <summary>How long a claim holds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);
    private const int AtOnce = 50;
    private const int ErrorLength = 400;
    private readonly MailSettings _mail = settings.Mail;

    /// <summary>Sends what is due and says how many letters went out.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        if (!_mail.IsOn)
        {
            return 0;
        }

        using var client = new SmtpClient { Timeout = 60_000 };
        var sent = 0;
        foreach (var id in await DueAsync(cancellationToken))
        {
            if (await ClaimAsync(id, cancellationToken) is not { } mail)
            {
                continue;
            }

            try
            {
                sent += await SendAsync(client, mail, cancellationToken) ? 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                await FailedAsync(mail, e, cancellationToken);
                if (!client.IsConnected)
                {
                    break; // Without a server the others need not try.
                }
            }
        }

        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }

        return sent;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_mail.IsOn || _mail.Seconds <= 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Min(_mail.Seconds, 3600)), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    private async Task<List<long>> DueAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        return await context.OutgoingMails.Where(m => m.SentAt == null && m.Attempts < _mail.Attempts && m.NextAttemptAt <= now)
            .OrderBy(m => m.NextAttemptAt).Select(m => m.Id).Take(AtOnce).ToListAsync(cancellationToken);
    }

    /// <summary>The letter, now this node's until the lease ends; null where another node has it.</summary>
    private async Task<OutgoingMail?> ClaimAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var mail = await context.OutgoingMails.SingleOrDefaultAsync(m => m.Id == id && m.SentAt == null && m.NextAttemptAt <= now, cancellationToken);
        if (mail is null)
        {
            return null;
        }

        mail.Attempts++;
        mail.Revision++;
        mail.NextAttemptAt = now + Lease;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return mail;
        }
        catch (DbUpdateException e) when (Pages.Shared.LostRace.IsLost(e))
        {
            return null;
        }
    }

    private async Task<bool> SendAsync(SmtpClient client, OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (!await AlertRecipients.MayReceiveAsync(contexts, mail, cancellationToken))
        {
            await NoteAsync(mail, MailFailure.NotEntitled, _mail.Attempts, mail.NextAttemptAt, cancellationToken);
            return false;
        }

        var message = Letter.Of(mail, _mail);
        if (!client.IsConnected)
        {
            await client.ConnectAsync(_mail.Host, _mail.Port, _mail.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.None => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            }, cancellationToken);
            if (_mail.User.Length > 0)
            {
                await client.AuthenticateAsync(_mail.User, _mail.Password, cancellationToken);
            }
        }

        await client.SendAsync(message, cancellationToken);
        // Sent is sent, whatever became of the row meanwhile and however soon this node is to stop.
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        var now = time.GetUtcNow().UtcDateTime;
        await context.OutgoingMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.SentAt, now).SetProperty(m => m.Error, "").SetProperty(m => m.Revision, m => m.Revision + 1), CancellationToken.None);
        return true;
    }

    private async Task FailedAsync(OutgoingMail mail, Exception error, CancellationToken cancellationToken)
    {
        LogNotSent(mail.Id, error);
        // What the server refuses for good, or what is no letter at all, is not tried again.
        var isFinal = error is FormatException or SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= (SmtpStatusCode)500 };
        var words = Letter.OneLine(error.Message);
        await NoteAsync(mail, words.Length > ErrorLength ? words[..ErrorLength] : words, isFinal ? _mail.Attempts : mail.Attempts,
            time.GetUtcNow().UtcDateTime + PauseAfter(mail.Attempts, Random.Shared.NextDouble()), cancellationToken);
    }

    /// <summary>A minute, then twice as long each time, at most six hours; a quarter more or less, so that letters do not all come back at once.</summary>
    /// <param name="attempts">How often it was tried, at least once.</param>
    /// <param name="chance">From 0 to 1.</param>
    internal static TimeSpan PauseAfter(int attempts, double chance) =>
        TimeSpan.FromMinutes(Math.Min(Math.Pow(2, attempts - 1), LongestPause.TotalMinutes) * (0.75 + (chance / 2)));

    private async Task NoteAsync(OutgoingMail mail, string error, int attempts, DateTime next, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.OutgoingMails.Where(m => m.Id == mail.Id && m.Revision == mail.Revision).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.Error, error).SetProperty(m => m.Attempts, attempts).SetProperty(m => m.NextAttemptAt, next)
                .SetProperty(m => m.Revision, m => m.Revision + 1), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Waiting letters could not be looked at; the next round tries again.")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(LogLevel.Warning, "Letter {Id} was not sent.")]
    private partial void LogNotSent(long id, Exception error);
}

/// <summary>Reasons of our own why a letter does not go out; others are the server's words.</summary>
public static class MailFailure
{
    public const string NotEntitled = "not entitled";
}
