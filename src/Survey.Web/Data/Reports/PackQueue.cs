using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;
using Channels = System.Threading.Channels;

namespace Survey.Web.Data.Reports;

/// <summary>
/// Packs that wait to be made, taken by one node at a time. A claim is a lease: whoever holds it renews it with every file, and
/// when a node dies another starts the pack anew. What the old holder still writes is refused by the revision.
/// </summary>
public sealed class PackQueue(IDbContextFactory<SurveyDbContext> contexts, TimeProvider time)
{
    /// <summary>Longer than any one file takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>After that a pack which nobody finished is given up: it may be what its nodes died of.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly Channels.Channel<bool> _wake = Channels.Channel.CreateBounded<bool>(new Channels.BoundedChannelOptions(1) { FullMode = Channels.BoundedChannelFullMode.DropWrite });

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Says to this node that a pack waits; others find it at their next look.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Until a pack is asked for on this node, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longest);
        try
        {
            await _wake.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody asked here; others may have.
        }
    }

    /// <summary>The next pack, now this node's, without any file of who held it before; null: none waits.</summary>
    public async Task<ReportPack?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = Now;
        var pack = await context.ReportPacks.Where(p => p.State == PackState.Waiting || (p.State == PackState.Working && p.LeaseUntil < now))
            .OrderBy(p => p.RequestedAt).FirstOrDefaultAsync(cancellationToken);
        if (pack is null)
        {
            return null;
        }

        context.RemoveRange(await context.ReportFiles.Where(f => f.PackId == pack.Id).Select(f => new ReportFile { PackId = f.PackId, Name = f.Name, ContentType = "", Content = Array.Empty<byte>() }).ToListAsync(cancellationToken));
        (pack.State, pack.Ready, pack.LeaseUntil, pack.Error) = (PackState.Working, 0, now + Lease, "");
        pack.Revision++;
        return await SaveAsync(context, cancellationToken) ? pack : null;
    }

    /// <summary>How many files there will be; false where another node has the pack now.</summary>
    public Task<bool> PlanAsync(ReportPack pack, int wanted, CancellationToken cancellationToken) =>
        ChangeAsync(pack, (_, p) => p.Wanted = wanted, cancellationToken);

    /// <summary>Adds a file; false where another node has the pack now.</summary>
    public Task<bool> AddAsync(ReportPack pack, string name, string contentType, byte[] content, CancellationToken cancellationToken) =>
        ChangeAsync(pack, (context, p) =>
        {
            context.Add(new ReportFile { PackId = p.Id, Name = name, ContentType = contentType, Content = content });
            p.Ready++;
        }, cancellationToken);

    /// <summary>Ends the pack, with the letters that tell it in the same transaction.</summary>
    public Task<bool> FinishAsync(ReportPack pack, PackState state, string error, IReadOnlyList<OutgoingMail> letters, CancellationToken cancellationToken) =>
        ChangeAsync(pack, (context, p) =>
        {
            (p.State, p.Error, p.FinishedAt, p.LeaseUntil, p.Wanted) = (state, error, Now, null, state == PackState.Done ? p.Ready : p.Wanted);
            context.AddRange(letters);
        }, cancellationToken);

    /// <summary>Gives the pack back for another node, where this one is to stop.</summary>
    public Task<bool> ReleaseAsync(ReportPack pack) => ChangeAsync(pack, (_, p) => p.State = PackState.Waiting, CancellationToken.None);

    /// <summary>Whether a pack was taken up so late that it is given up.</summary>
    public bool IsTooOld(ReportPack pack) => Now - pack.RequestedAt > Longest;

    private async Task<bool> ChangeAsync(ReportPack pack, Action<SurveyDbContext, ReportPack> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Attach(pack);
        change(context, pack);
        pack.LeaseUntil = pack.State == PackState.Working ? Now + Lease : null;
        pack.Revision++;
        var saved = false;
        try
        {
            return saved = await SaveAsync(context, cancellationToken);
        }
        finally
        {
            // Counted on here and not there, its revision could be the next holder's: whoever lost a pack once writes it no more.
            pack.Revision = saved ? pack.Revision : -1;
        }
    }

    private static async Task<bool> SaveAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (LostRace.IsLost(e))
        {
            return false;
        }
    }
}
