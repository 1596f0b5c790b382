namespace Survey.Web.Data.Import;

/// <summary>A file as it was uploaded or named on the command line.</summary>
public sealed record ImportFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>What a file holds; also the order in which files of one import are taken.</summary>
public enum ImportKind
{
    Units,
    Services,
    Counters,
    Periods,
    Targets,
    Transactions,
    Outside,
    Questionnaire,
    Scoring,

    /// <summary>After the questionnaires, whose ratings name the criteria.</summary>
    Criteria,

    /// <summary>After the scoring schemes, which name the inputs.</summary>
    Rates,
}

/// <summary>What is allowed and wanted of an import.</summary>
public sealed record ImportOptions
{
    /// <summary>Check and count only; nothing is kept.</summary>
    public bool DryRun { get; init; }

    /// <summary>Subtrees (unit paths) that may be touched; null: all.</summary>
    public IReadOnlyList<string>? WithinPaths { get; init; }

    /// <summary>Kinds that are taken; null: all.</summary>
    public IReadOnlySet<ImportKind>? Kinds { get; init; }

    /// <summary>Who imports; null: nobody who is signed in.</summary>
    public long? AccountId { get; init; }

    /// <summary>The unit that owns imported questionnaires; null: the root.</summary>
    public long? OwnerUnitId { get; init; }

    /// <summary>Years for which period templates are expanded; empty: two back to one ahead.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];
}

/// <summary>One reason why nothing was imported: where it stands and what to do, in both staff languages.</summary>
public sealed record ImportProblem
{
    public required string File { get; init; }

    /// <summary>The line, or the row of a sheet, counted from 1; null: the whole file.</summary>
    public int? Line { get; init; }
    public string? Column { get; init; }

    /// <summary>The place in a JSON file, such as $.sections[0].items[2].scale.</summary>
    public string? Path { get; init; }
    public required string Reason { get; init; }
    public required string ReasonVi { get; init; }

    public string ReasonIn(string language) => language == "en" ? Reason : ReasonVi;

    public override string ToString()
    {
        var place = string.Join(", ", new[] { File, Line is { } l ? $"line {l}" : null, Column is { } c ? $"column {c}" : null, Path }.Where(p => p is not null));
        return $"{place}: {Reason}";
    }
}

/// <summary>What one file changed, or would change.</summary>
public sealed record ImportedFile(string Name, ImportKind Kind, int Added, int Changed, int Unchanged);

/// <summary>The outcome of an import. Any problem means that nothing of any file was kept.</summary>
public sealed record ImportReport
{
    public required IReadOnlyList<ImportedFile> Files { get; init; }
    public required IReadOnlyList<ImportProblem> Problems { get; init; }
    public bool Ok => Problems.Count == 0;

    internal static ImportReport Refused(IReadOnlyList<ImportProblem> problems) => new() { Files = [], Problems = problems };
}
