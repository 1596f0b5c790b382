namespace Survey.Core.Questionnaires.Editing;

/// <summary>Edits of the dimensions (yếu tố) of an index and of the items that count in them.</summary>
public static class DimensionEdits
{
    /// <summary>The largest weight: beyond it a number is no longer exact everywhere.</summary>
    private const decimal MaxWeight = JsonNode.LargestNumber;
    private const decimal MinWeight = 0.0001m;

    /// <summary>Adds a dimension of weight 1 with one scale item, since a dimension is never empty; the item leaves the dimension of
    /// this index in which it stood.</summary>
    public static EditResult Add(Questionnaire q, string index, string? title, string item)
    {
        if (q.FindIndex(index) is not { } found)
        {
            return Edited.Missing(index);
        }

        if (NotCounted(q, found.Method, item) is { } refused)
        {
            return refused;
        }

        var n = found.Dimensions.Count + 1;
        var text = Wording.Or(q, title, "Yếu tố " + n, "Dimension " + n);
        var code = CodeProposal.From(text.In(q.Languages[0]), "yeu_to", Taken(found));
        if (text.In(q.Languages[0]).Length > QuestionnaireJson.MaxTextLength)
        {
            return EditResult.Refused(EditRefusal.BadText, $"index.{index}.dimension.{code}");
        }

        var entry = Entry(found, item) ?? new DimensionItem { Code = item };
        var overall = found.Factor == FactorRule.OverallItem ? item : null;
        var dimension = new DimensionDefinition { Code = code, Title = text, Weight = 1, Items = [entry], Overall = overall };
        var made = Edited.FinishReconciled(q.WithIndex(index, found with { Dimensions = [.. Without(found, item), dimension] }));
        return made.Questionnaire is null ? made : made with { Code = code };
    }

    /// <summary>Takes the dimension away; one stays (delete the index instead).</summary>
    public static EditResult Remove(Questionnaire q, string index, string dimension) =>
        Find(q, index, dimension) is not { } at ? Edited.Missing(dimension)
        : at.Index.Dimensions.Count == 1 ? Edited.TooFew("dimensions", 1)
        : Edited.Finish(q.WithIndex(index, at.Index with { Dimensions = [.. at.Index.Dimensions.Where(d => d.Code != dimension)] }));

    /// <summary>Moves the dimension to another place, from 0; AtEdge beyond the ends.</summary>
    public static EditResult Move(Questionnaire q, string index, string dimension, int place) =>
        Find(q, index, dimension) is not { } at ? Edited.Missing(dimension)
        : at.Index.Dimensions.Moved(at.Place, place) is { } moved ? Edited.Finish(q.WithIndex(index, at.Index with { Dimensions = moved }))
        : Edited.AtEdge(dimension);

    /// <summary>Moves the dimension one place up.</summary>
    public static EditResult MoveUp(Questionnaire q, string index, string dimension) =>
        Find(q, index, dimension) is { } at ? Move(q, index, dimension, at.Place - 1) : Edited.Missing(dimension);

    /// <summary>Moves the dimension one place down.</summary>
    public static EditResult MoveDown(Questionnaire q, string index, string dimension) =>
        Find(q, index, dimension) is { } at ? Move(q, index, dimension, at.Place + 1) : Edited.Missing(dimension);

    /// <summary>Sets name (in one language) and weight of the dimension; null leaves one as it is.</summary>
    public static EditResult Set(Questionnaire q, string index, string dimension, string? language, string? title, decimal? weight)
    {
        if (Find(q, index, dimension) is not { } at)
        {
            return Edited.Missing(dimension);
        }

        language ??= q.Languages[0];
        if (!q.Languages.Contains(language))
        {
            return Edited.Missing(language);
        }

        if (weight is { } number && (number < MinWeight || !Edited.Fits(number)))
        {
            return Edited.BadNumber("weight", MinWeight, MaxWeight);
        }

        var found = at.Index.Dimensions[at.Place];
        var text = found.Title;
        if (title is not null && !TextEdits.TryWord(found.Title, q.Languages, language, title, optional: false, out text!))
        {
            return EditResult.Refused(EditRefusal.BadText, $"index.{index}.dimension.{dimension}");
        }

        return Edited.Finish(With(q, at, found with { Title = text, Weight = weight ?? found.Weight }));
    }

    /// <summary>Gives the dimension another code.</summary>
    public static EditResult ChangeCode(Questionnaire q, string index, string dimension, string newCode) =>
        Find(q, index, dimension) is not { } at ? Edited.Missing(dimension)
        : dimension == newCode ? EditResult.Made(q) with { Code = newCode }
        : !CodeProposal.IsCode(newCode) || Taken(at.Index).Contains(newCode) ? Edited.BadCode(newCode)
        : Edited.Finish(With(q, at, at.Index.Dimensions[at.Place] with { Code = newCode }), newCode);

    /// <summary>Counts the scale item in the dimension, at its end; it leaves the dimension of this index in which it stood (which goes
    /// where it is left empty). DifferentScores where its scale runs otherwise than those of the dimension.</summary>
    public static EditResult AddItem(Questionnaire q, string index, string dimension, string item)
    {
        if (Find(q, index, dimension) is not { } at)
        {
            return Edited.Missing(dimension);
        }

        if (NotCounted(q, at.Index.Method, item) is { } refused)
        {
            return refused;
        }

        var there = at.Index.Dimensions[at.Place];
        if (there.Items.FirstOrDefault(d => d.Code != item) is { } other && !SameScores(q, item, other.Code))
        {
            return EditResult.Refused(EditRefusal.DifferentScores, item, dimension);
        }

        var entry = Entry(at.Index, item) ?? new DimensionItem { Code = item };
        return Edited.FinishReconciled(q.WithIndex(index, at.Index with
        {
            Dimensions = [.. Without(at.Index, item).Select(d => d.Code == dimension ? d with { Items = [.. d.Items, entry] } : d)],
        }));
    }

    /// <summary>Counts the item no longer; a dimension left empty goes, and so does an index (<see cref="EditResult.Consequences"/>).</summary>
    public static EditResult RemoveItem(Questionnaire q, string index, string item) =>
        q.FindIndex(index) is not { } found ? Edited.Missing(index)
        : Entry(found, item) is null ? Edited.Missing(item)
        : Edited.FinishReconciled(q.WithIndex(index, found with { Dimensions = Without(found, item) }));

    /// <summary>Sets how the item counts.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="index">The index.</param>
    /// <param name="item">The item.</param>
    /// <param name="positive">Codes of the points that count as positive; null or empty: the two best-scored.</param>
    /// <param name="reversed">Whether a high score is bad.</param>
    public static EditResult SetItem(Questionnaire q, string index, string item, IReadOnlyList<string>? positive, bool reversed)
    {
        if (q.FindIndex(index) is not { } found || Entry(found, item) is not { } entry)
        {
            return Edited.Missing(item);
        }

        var points = (q.FindItem(item) as ScaleItem)?.Scale.Points.Select(p => p.Code).ToList() ?? [];
        if (positive?.FirstOrDefault(c => !points.Contains(c)) is { } missing)
        {
            return Edited.Missing(missing);
        }

        // What became positive is no longer negative.
        var negative = entry.Negative?.Where(c => positive?.Contains(c) != true).ToList();

        // In the scale's order, so that ticking the same boxes always gives the same document.
        List<string> kept = [.. points.Where(p => positive?.Contains(p) == true)];
        var changed = entry with { Positive = kept.Count == 0 ? null : kept, Negative = negative?.Count == 0 ? null : negative, Reversed = reversed };
        return Edited.FinishReconciled(q.WithIndex(index, found with
        {
            Dimensions = [.. found.Dimensions.Select(d => d with { Items = [.. d.Items.Select(i => i.Code == item ? changed : i)] })],
        }));
    }

    private static (IndexDefinition Index, int Place)? Find(Questionnaire q, string index, string dimension) =>
        q.FindIndex(index) is { } found && found.Dimensions.IndexOf(d => d.Code == dimension) is >= 0 and var place ? (found, place) : null;

    // Dimensions and outside criteria of a rating stand in one table.
    private static IEnumerable<string> Taken(IndexDefinition index) =>
        index.Dimensions.Select(d => d.Code).Concat(index.Rating?.External.Select(c => c.Code) ?? []);

    private static DimensionItem? Entry(IndexDefinition index, string item) =>
        index.Dimensions.SelectMany(d => d.Items).FirstOrDefault(i => i.Code == item);

    private static IReadOnlyList<DimensionDefinition> Without(IndexDefinition index, string item) =>
        [.. index.Dimensions.Select(d => d with { Items = [.. d.Items.Where(i => i.Code != item)] })];

    private static Questionnaire With(Questionnaire q, (IndexDefinition Index, int Place) at, DimensionDefinition dimension) =>
        q.WithIndex(at.Index.Code, at.Index with { Dimensions = [.. at.Index.Dimensions.Select((d, i) => i == at.Place ? dimension : d)] });

    private static EditResult? NotCounted(Questionnaire q, IndexMethod method, string item) => q.FindItem(item) switch
    {
        null => Edited.Missing(item),
        { } there when IndexFit.Problem(method, there) is null => null,
        _ => EditResult.Refused(EditRefusal.NoScaleItem, item),
    };

    private static bool SameScores(Questionnaire q, string a, string b) =>
        q.FindItem(a) is ScaleItem { Scale: var x } && q.FindItem(b) is ScaleItem { Scale: var y }
        && (x.MinScore, x.MaxScore) == (y.MinScore, y.MaxScore);
}
