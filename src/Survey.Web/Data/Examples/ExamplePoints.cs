using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Examples;

/// <summary>Which of the example's collection points take part in which survey.</summary>
internal sealed record ExamplePoints
{
    private const string FullPoint = "ttpvhcc_traketqua";
    private const string Schools = "truong_thpt";

    /// <summary>Counters and offices with the short questionnaire.</summary>
    public required IReadOnlyList<CollectionPoint> Counters { get; init; }

    /// <summary>The one point where the long questionnaire is open.</summary>
    public required IReadOnlyList<CollectionPoint> Full { get; init; }

    /// <summary>Points where the long questionnaire was asked in earlier quarters.</summary>
    public required IReadOnlyList<CollectionPoint> FullEarlier { get; init; }

    /// <summary>Web pages of online services.</summary>
    public required IReadOnlyList<CollectionPoint> Online { get; init; }

    /// <summary>One-stop sections of communes.</summary>
    public required IReadOnlyList<CollectionPoint> OneStop { get; init; }

    public static async Task<ExamplePoints> ReadAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var points = await context.CollectionPoints.Include(p => p.Unit).ThenInclude(u => u!.Parent).Include(p => p.Services)
            .OrderBy(p => p.Key).ToListAsync(cancellationToken);
        var staffed = points.Where(p => p.Kind != CollectionPointKind.Web && p.Key != FullPoint).ToList();
        var full = points.Where(p => p.Key == FullPoint).ToList();
        return new ExamplePoints
        {
            Counters = staffed,
            Full = full,
            FullEarlier = [.. full, .. staffed.Where((_, i) => i % 3 == 0)],
            Online = [.. points.Where(p => p.Kind == CollectionPointKind.Web && p.Unit!.PeerGroup != Schools)],
            OneStop = [.. staffed.Where(p => p.Unit!.Parent?.Level == UnitLevel.Commune)],
        };
    }
}
