using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Survey.Web.Pages.Admin;

namespace Survey.Web.Pages.Analyse;

/// <summary>How far a download is.</summary>
public sealed record ExportState(long Written, long Total)
{
    public bool IsDone => Written == Total;
}

/// <summary>
/// How far the downloads of this node are, so that a page can show it. A download names itself by a random word that only its
/// reader's page knows. It is kept in memory: where another node answers, the page does not know and says so.
/// </summary>
public sealed partial class ExportProgress(TimeProvider time)
{
    private const int Most = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(long Account, string Name), (ExportState State, DateTimeOffset At)> _known = new();

    /// <summary>Hears how far a download is; null where the name is none.</summary>
    public Action<long, long>? Of(long account, string name)
    {
        if (!Names().IsMatch(name))
        {
            return null;
        }

        foreach (var old in _known.Where(k => k.Value.At < time.GetUtcNow() - Kept).Concat(_known.Count >= Most ? _known.OrderBy(k => k.Value.At).Take(_known.Count - Most + 1) : []))
        {
            _known.TryRemove(old.Key, out _);
        }

        return (written, total) => _known[(account, name)] = (new(written, total), time.GetUtcNow());
    }

    public ExportState? Find(long account, string name) => _known.TryGetValue((account, name), out var known) ? known.State : null;

    /// <summary>The page's question. Who may not analyse the unit gets no answer, who asks for no download of theirs an empty one.</summary>
    internal static async Task<IResult> GetAsync(string unit, string? id, HttpContext http, SelectionQuery selections, ExportProgress progress, CancellationToken cancellationToken)
    {
        if (http.StaffAccess() is not { } access || await selections.UnitAsync(access, unit, cancellationToken) is null)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        var state = progress.Find(access.AccountId, id ?? "");
        return Results.Json(new { written = state?.Written, total = state?.Total, done = state?.IsDone == true });
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Names();
}
