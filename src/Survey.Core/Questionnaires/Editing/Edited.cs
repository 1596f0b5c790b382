using System.Globalization;
using System.Text;

namespace Survey.Core.Questionnaires.Editing;

/// <summary>The end of every edit: the document is written and read again, so that no edit can leave one that the format refuses.</summary>
internal static class Edited
{
    /// <summary>The edited questionnaire, or why it may not be.</summary>
    public static EditResult Finish(Questionnaire q, string? code = null)
    {
        if (Limits(q) is { } limit)
        {
            return limit;
        }

        if (Order(q) is { } order)
        {
            return order;
        }

        var bytes = Encoding.UTF8.GetBytes(QuestionnaireJson.Write(q));
        if (bytes.Length > QuestionnaireJson.MaxBytes)
        {
            return TooMany("bytes", QuestionnaireJson.MaxBytes);
        }

        var read = QuestionnaireJson.Read(bytes);
        if (read.Questionnaire is { } valid)
        {
            return EditResult.Made(valid) with { Code = code };
        }

        // The reader's reasons are English; what an officer can mend by typing less has words of the page.
        var longText = TextEdits.All(q).FirstOrDefault(t => t.Text.Entries.Any(e => e.Value.Length > QuestionnaireJson.MaxTextLength));
        return longText is null
            ? EditResult.Refused(EditRefusal.Invalid, read.Problems[0].Path, read.Problems[0].Reason)
            : EditResult.Refused(EditRefusal.BadText, longText.Key);
    }

    /// <summary>The same, after everything that refers to what is gone was dropped or reduced.</summary>
    public static EditResult FinishReconciled(Questionnaire q, params IEnumerable<Consequence> before)
    {
        var (reconciled, found) = Reconciliation.Of(q);
        var made = Finish(reconciled);
        return made.Questionnaire is null ? made : made with { Consequences = [.. before, .. found] };
    }

    public static EditResult Missing(string code) => EditResult.Refused(EditRefusal.Missing, code);

    public static EditResult BadCode(string? code) => EditResult.Refused(EditRefusal.BadCode, code ?? "");

    public static EditResult AtEdge(string code) => EditResult.Refused(EditRefusal.AtEdge, code);

    public static EditResult TooFew(string what, int least) => EditResult.Refused(EditRefusal.TooFew, what, Text(least));

    public static EditResult TooMany(string what, int most) => EditResult.Refused(EditRefusal.TooMany, what, Text(most));

    public static EditResult BadNumber(string name, decimal least, decimal most) =>
        EditResult.Refused(EditRefusal.BadNumber, name, CanonicalJsonWriter.NumberText(least), CanonicalJsonWriter.NumberText(most));

    /// <summary>Whether it is a number as the format takes it: within a thousand million, at most four decimals.</summary>
    public static bool Fits(decimal number) => Math.Abs(number) <= JsonNode.LargestNumber && decimal.Round(number, 4) == number;

    private static EditResult? Limits(Questionnaire q)
    {
        var choices = q.Items.Select(i => i switch
        {
            SingleChoiceItem s => s.Options.Count,
            MultipleChoiceItem m => m.Options.Count,
            _ => 0,
        });
        (string What, int Count, int Most)[] limits =
        [
            ("sections", q.Sections.Count, QuestionnaireJson.MaxSections),
            ("items", q.Items.Count(), QuestionnaireJson.MaxItems),
            ("options", choices.DefaultIfEmpty(0).Max(), QuestionnaireJson.MaxOptions),
            ("bands", q.Items.OfType<NumberItem>().Select(n => n.Bands.Count).DefaultIfEmpty(0).Max(), QuestionnaireJson.MaxOptions),
            ("scales", q.Scales.Count, 100),
            ("points", q.Scales.Select(s => s.Points.Count).DefaultIfEmpty(0).Max(), 11),
            ("indices", q.Indices.Count, 20),
            ("dimensions", q.Indices.Select(x => x.Dimensions.Count).DefaultIfEmpty(0).Max(), 20),
            ("languages", q.Languages.Count, 50),
        ];
        return limits.FirstOrDefault(l => l.Count > l.Most) is { What: { } what, Most: var most } ? TooMany(what, most) : null;
    }

    private static EditResult? Order(Questionnaire q)
    {
        var all = q.Items.Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        var earlier = new HashSet<string>(StringComparer.Ordinal);
        EditResult? Check(string owner, Condition? condition) =>
            ConditionTree.ItemsOf(condition).FirstOrDefault(i => !earlier.Contains(i)) is not { } item ? null
            : all.Contains(item) ? EditResult.Refused(EditRefusal.ConditionBeforeItem, owner, item)
            : Missing(item);
        foreach (var section in q.Sections)
        {
            if (Check(section.Code, section.ShowIf) is { } refused)
            {
                return refused;
            }

            foreach (var item in section.Items)
            {
                if (Check(item.Code, item.ShowIf) is { } refusedItem)
                {
                    return refusedItem;
                }

                earlier.Add(item.Code);
            }
        }

        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
