using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>The JSON format of scoring schemes, as in surveys/scoring.</summary>
public static class ScoringSchemeJson
{
    /// <summary>The largest document that is read, in bytes: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The most lines of a table, groups included.</summary>
    public const int MaxCriteria = 1000;

    /// <summary>The deepest line of a table: as many parts as a criterion's code can have.</summary>
    public const int MaxDepth = 10;

    /// <summary>Reads a scheme and checks every rule of the format. Never throws, whatever the bytes.</summary>
    /// <param name="utf8">UTF-8 without a byte order mark, at most <see cref="MaxBytes"/>.</param>
    public static ScoringSchemeReadResult Read(ReadOnlyMemory<byte> utf8)
    {
        var log = new ProblemLog();
        using var document = JsonNode.Open(utf8, MaxBytes, log);
        var scheme = document is null ? null : new ScoringSchemeReader().Read(new JsonNode(document.RootElement, "$", log));
        return new() { Scheme = log.Count == 0 ? scheme : null, Problems = log.Problems };
    }

    /// <summary>Writes the canonical document: properties in the format's order, defaults left out, a newline at the end.</summary>
    public static string Write(ScoringScheme scheme) => new ScoringSchemeWriter().Write(scheme);
}

/// <summary>What came of reading a scoring scheme: the scheme, or what is wrong with the document.</summary>
public sealed record ScoringSchemeReadResult
{
    /// <summary>The scheme; null exactly when there are problems.</summary>
    public ScoringScheme? Scheme { get; init; }

    /// <summary>What is wrong, in reading order, at most 50 of them.</summary>
    public required IReadOnlyList<JsonProblem> Problems { get; init; }
}
