using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>A figure of the index beside the same counts under another definition.</summary>
public sealed record OtherFigure(string Name, string NameEn, Figure? Own, Figure? Other)
{
    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

/// <summary>What an index can be shown under beside its own definition.</summary>
public sealed record OtherWays(IReadOnlyList<IndexMethod> Methods, IReadOnlyList<FactorRule> Factors, IReadOnlyList<WeightSet> Weights)
{
    /// <summary>Whether the questionnaire's index has anything to choose.</summary>
    public bool Any => Methods.Count > 1 || Factors.Count > 1 || Weights.Count > 0;
}

/// <summary>An index under another method, factor rule or weight set.</summary>
public sealed record OtherWay
{
    public required IndexDefinition Definition { get; init; }

    /// <summary>The weight set; null: the index's own weights.</summary>
    public required WeightSet? Weights { get; init; }
    public required OtherFigure Overall { get; init; }
    public required IReadOnlyList<OtherFigure> Dimensions { get; init; }
    public required IReadOnlyList<OtherFigure> Units { get; init; }
}
