using Survey.LoadTests.Measurements;

namespace Survey.LoadTests;

/// <summary>How long and how large the bench measures.</summary>
internal sealed record BenchOptions
{
    /// <summary>Where its databases live; it makes a folder of its own below and removes it.</summary>
    public required string Folder { get; init; }

    /// <summary>Runs per figure; the median is printed.</summary>
    public required int Runs { get; init; }
    public required double WarmUpSeconds { get; init; }
    public required double Seconds { get; init; }

    /// <summary>Responses in the databases over which results are drawn, ascending.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>The largest size that MariaDB is filled with, too.</summary>
    public required int LargestMariaSize { get; init; }

    public bool SqliteOnly { get; init; }

    /// <summary>Responses of the made-up provinces over which pages are drawn.</summary>
    public IReadOnlyList<int> DemoSizes { get; init; } = [1_000_000];

    /// <summary>A SQLite file that the verb demo filled, measured instead of made-up provinces of the bench's own; null: none.</summary>
    public string? Made { get; init; }

    /// <summary>Only pages in whose address this stands; null: all.</summary>
    public string? Pages { get; init; }

    /// <summary>Leaves out what says little more: the page sent as it is, MariaDB's exports.</summary>
    public bool IsQuick { get; init; } = true;

    /// <summary>Which measurements are wanted; empty: all.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    public static BenchOptions Quick(string folder, IReadOnlyList<string> only) => new()
    {
        Folder = folder,
        Only = only,
        Runs = 3,
        WarmUpSeconds = 0.6,
        Seconds = 1.2,
        Sizes = [100_000, 1_000_000],
        LargestMariaSize = 100_000,
    };

    public static BenchOptions Full(string folder, IReadOnlyList<string> only) => Quick(folder, only) with
    {
        Runs = 5,
        IsQuick = false,
        WarmUpSeconds = 2,
        Seconds = 5,
        LargestMariaSize = 1_000_000,
    };

    /// <summary>Whether databases full of responses are wanted.</summary>
    public bool WantsFilled => Wants(Folding.Name) || Wants(Results.Name) || Wants(Exports.Name);

    public bool WantsDatabases => WantsFilled || Wants(Submissions.Name) || Wants(ProvincePages.Name);

    public bool Wants(string measurement) => Only.Count == 0 || Only.Contains(measurement);
}
