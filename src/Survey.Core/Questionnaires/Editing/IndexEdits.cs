namespace Survey.Core.Questionnaires.Editing;

/// <summary>What an officer sets of one index at once; null leaves a thing as it is.</summary>
public sealed record IndexSettings
{
    /// <summary>The language of the title; null: the source language.</summary>
    public string? Language { get; init; }

    /// <summary>Its name.</summary>
    public string? Title { get; init; }

    /// <summary>How counts become an index.</summary>
    public IndexMethod? Method { get; init; }

    /// <summary>The method's version; only 1 exists.</summary>
    public int? MethodVersion { get; init; }

    /// <summary>How dimensions make the composite.</summary>
    public CompositeRule? Composite { get; init; }

    /// <summary>How items make their dimension's index. A dimension that names no overall item takes its last one.</summary>
    public FactorRule? Factor { get; init; }

    /// <summary>How units make their parent's figure.</summary>
    public RollUpRule? RollUp { get; init; }

    /// <summary>The smallest number of responses for a figure, 1 to 1,000,000.</summary>
    public int? MinimumBase { get; init; }
}

/// <summary>Edits of the index definitions.</summary>
public static class IndexEdits
{
    private const int MaxMinimumBase = 1_000_000;
    private const int MaxDimensions = 20;

    /// <summary>Adds an index of the top-two-box share with one dimension of weight 1 for each section that has scale items, at most
    /// twenty. NoScaleItem where there are none.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="title">Its name in the source language, from which its code is proposed; blank: a stand-in.</param>
    public static EditResult Add(Questionnaire q, string? title)
    {
        var dimensions = new List<DimensionDefinition>();
        foreach (var section in q.Sections.Where(s => s.Items.Any(i => i is ScaleItem)).Take(MaxDimensions))
        {
            dimensions.Add(DimensionOf(q, section, dimensions));
        }

        if (dimensions.Count == 0)
        {
            return EditResult.Refused(EditRefusal.NoScaleItem, "");
        }

        var code = CodeProposal.ForIndex(q, title ?? "");
        if (Wording.Clean(title).Length > QuestionnaireJson.MaxTextLength)
        {
            return EditResult.Refused(EditRefusal.BadText, $"index.{code}.title");
        }

        var index = new IndexDefinition
        {
            Code = code,
            Title = Wording.Or(q, title, "Chỉ số hài lòng", "Satisfaction index"),
            Method = IndexMethod.TopTwoBox,
            MethodVersion = 1,
            Composite = dimensions.Count > 1 ? CompositeRule.Weighted : CompositeRule.Pooled,
            MinimumBase = 5,
            Dimensions = dimensions,
        };
        return Edited.Finish(q with { Indices = [.. q.Indices, index] }, code);
    }

    /// <summary>Deletes the index.</summary>
    public static EditResult Delete(Questionnaire q, string code) => q.FindIndex(code) is null
        ? Edited.Missing(code)
        : Edited.Finish(q with { Indices = [.. q.Indices.Where(x => x.Code != code)] });

    /// <summary>Sets what an officer changed of the index. NoScaleItem where the method cannot count one of its items.</summary>
    public static EditResult Set(Questionnaire q, string code, IndexSettings settings)
    {
        if (q.FindIndex(code) is not { } index)
        {
            return Edited.Missing(code);
        }

        var language = settings.Language ?? q.Languages[0];
        if (!q.Languages.Contains(language))
        {
            return Edited.Missing(language);
        }

        if (settings.MinimumBase is < 1 or > MaxMinimumBase)
        {
            return Edited.BadNumber("minimumBase", 1, MaxMinimumBase);
        }

        if (settings.MethodVersion is not (null or 1))
        {
            return Edited.BadNumber("methodVersion", 1, 1);
        }

        if (settings.Method is { } method && index.Dimensions.SelectMany(d => d.Items).FirstOrDefault(i => IndexFit.Problem(method, q.FindItem(i.Code)!) is not null) is { } other)
        {
            return EditResult.Refused(EditRefusal.NoScaleItem, other.Code);
        }

        var title = index.Title;
        if (settings.Title is not null && !TextEdits.TryWord(index.Title, q.Languages, language, settings.Title, optional: false, out title!))
        {
            return EditResult.Refused(EditRefusal.BadText, $"index.{code}.title");
        }

        return Edited.Finish(q.WithIndex(code, Completed(index with
        {
            Title = title,
            Method = settings.Method ?? index.Method,
            Composite = settings.Composite ?? index.Composite,
            Factor = settings.Factor ?? index.Factor,
            RollUp = settings.RollUp ?? index.RollUp,
            MinimumBase = settings.MinimumBase ?? index.MinimumBase,
        })));
    }

    /// <summary>The index with what its rules need and without what its method knows nothing of: where the overall item
    /// alone counts, a dimension that names none takes its last item; grades go where points are not counted.</summary>
    public static IndexDefinition Completed(IndexDefinition index) => index with
    {
        Dimensions = index.Factor != FactorRule.OverallItem
            ? index.Dimensions
            : [.. index.Dimensions.Select(d => d.Items.Any(i => i.Code == d.Overall) ? d : d with { Overall = d.Items is [.., var last] ? last.Code : null })],
        Rating = index.Method == IndexMethod.Points ? index.Rating : null,
    };

    /// <summary>Gives the index another code. Targets and scoring schemes outside the questionnaire name indices by their code.</summary>
    public static EditResult ChangeCode(Questionnaire q, string code, string newCode) =>
        q.FindIndex(code) is not { } index ? Edited.Missing(code)
        : code == newCode ? EditResult.Made(q) with { Code = code }
        : !CodeProposal.IsCode(newCode) || q.FindIndex(newCode) is not null ? Edited.BadCode(newCode)
        : Edited.Finish(q.WithIndex(code, index with { Code = newCode }), newCode);

    /// <summary>The section's scale items whose scores run as those of most of them do.</summary>
    private static DimensionDefinition DimensionOf(Questionnaire q, Section section, List<DimensionDefinition> others)
    {
        var n = others.Count + 1;
        var items = section.Items.OfType<ScaleItem>()
            .GroupBy(i => (i.Scale.MinScore, i.Scale.MaxScore)).OrderByDescending(g => g.Count()).First();
        return new DimensionDefinition
        {
            Code = section.Code,
            Title = section.Title ?? Wording.Of(q, "Yếu tố " + n, "Dimension " + n),
            Weight = 1,
            Items = [.. items.Select(i => new DimensionItem { Code = i.Code })],
        };
    }
}
