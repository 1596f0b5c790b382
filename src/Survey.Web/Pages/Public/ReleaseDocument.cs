using System.Text.Encodings.Web;
using System.Text.Json;

namespace Survey.Web.Pages.Public;

/// <summary>
/// What came out of a period, as open data. It is written once and kept as text: page, CSV and wall are drawn from it
/// alone, so that nothing which happens later moves what was said. A figure that is null is hidden or empty alike.
/// </summary>
public sealed record ReleaseDocument
{
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public int SchemaVersion { get; init; } = Version;
    public required ReleasedUnit Unit { get; init; }
    public required ReleasedPeriod Period { get; init; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTime ReleasedAt { get; init; }
    public required ReleasedQuestionnaire Questionnaire { get; init; }
    public required ReleasedIndex Index { get; init; }

    /// <summary>Words of the sampling modes whose responses are in.</summary>
    public required IReadOnlyList<string> Sampling { get; init; }

    /// <summary>What the intervals speak of: "population" or the "responses" alone.</summary>
    public required string Describes { get; init; }
    public required bool Synthetic { get; init; }
    public required ReleasedFigure Overall { get; init; }
    public required IReadOnlyList<ReleasedRow> Dimensions { get; init; }

    /// <summary>Direct children.</summary>
    public required IReadOnlyList<ReleasedRow> Units { get; init; }

    /// <summary>Collection points of a unit without children, by the key of their list, never by the code that leads to the form.</summary>
    public required IReadOnlyList<ReleasedRow> Points { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no release.</exception>
    public static ReleaseDocument Parse(string json) =>
        JsonSerializer.Deserialize<ReleaseDocument>(json, Options) ?? throw new JsonException("A release is an object.");
}

public sealed record ReleasedUnit(string Code, string Name, string NameEn)
{
    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

public sealed record ReleasedPeriod(string Code, string Name, string NameEn, DateOnly First, DateOnly Last)
{
    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

public sealed record ReleasedQuestionnaire(string Code, string Title, string TitleEn, IReadOnlyList<int> Versions)
{
    public string TitleIn(string language) => language == "en" ? TitleEn : Title;
}

/// <summary>How the figures were made. The words are those of the questionnaire format.</summary>
public sealed record ReleasedIndex
{
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required string TitleEn { get; init; }
    public required string Method { get; init; }
    public required int MethodVersion { get; init; }
    public required string Composite { get; init; }
    public required string Factor { get; init; }
    public required string RollUp { get; init; }
    public required int MinimumBase { get; init; }

    /// <summary>The lowest and the highest value that the method can give here.</summary>
    public required decimal Lowest { get; init; }
    public required decimal Highest { get; init; }

    public string TitleIn(string language) => language == "en" ? TitleEn : Title;

    /// <summary>Where a value stands between the lowest and the highest, 0 to 1.</summary>
    public double PlaceOf(decimal value) => Highest > Lowest ? (double)Math.Clamp((value - Lowest) / (Highest - Lowest), 0, 1) : 0;
}

/// <param name="Value">Index points, two decimals.</param>
/// <param name="Low">Lower bound of the 95% interval; null where there is none.</param>
/// <param name="High">Its upper bound.</param>
/// <param name="Base">Responses with a valid answer.</param>
public sealed record ReleasedFigure(decimal Value, decimal? Low, decimal? High, long Base);

public sealed record ReleasedRow
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string NameEn { get; init; }

    /// <summary>A dimension's weight.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Weight { get; init; }
    public required ReleasedFigure? Figure { get; init; }

    public string NameIn(string language) => language == "en" ? NameEn : Name;
}
