using Microsoft.Extensions.Primitives;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The fields of a score sheet's form: their names, and what they say.</summary>
public static class SheetFields
{
    /// <summary>The box that says "looked at, and none of these".</summary>
    public const string None = "-";

    private static readonly string[] Prefixes = ["n:", "e:", "c:", "na:", "note:"];

    public static string Number(ComputedInput input) => (input.IsEarlier ? "e:" : "n:") + input.Input.Name;

    public static string Answer(string criterion, string? part = null) => part is null ? "c:" + criterion : $"c:{criterion}/{part}";

    public static string NotApplicable(string criterion) => "na:" + criterion;

    public static string Note(string criterion) => "note:" + criterion;

    public static bool IsOne(string field) => Array.Exists(Prefixes, p => field.StartsWith(p, StringComparison.Ordinal)) && field.Length <= 140;

    /// <summary>Every field that the sheet's form has; others are no part of it.</summary>
    public static IReadOnlySet<string> Of(ComputedSheet sheet)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in sheet.Rows.Where(r => r.Criterion is not null))
        {
            fields.Add(Note(row.Self.Code));
            fields.UnionWith(row.Inputs.Where(i => i.Input is TypedInput || i.IsEarlier).Select(Number));
            if (row.Criterion!.NotApplicable != NotApplicableRule.AlwaysApplies)
            {
                fields.Add(NotApplicable(row.Self.Code));
            }

            fields.UnionWith(row.Criterion.Formula is SumFormula sum
                ? sum.Parts.Where(p => p.Formula.Inputs.Count == 0).Select(p => Answer(row.Self.Code, p.Code))
                : row.Criterion.Formula.Inputs.Count == 0 ? [Answer(row.Self.Code)] : []);
        }

        return fields;
    }

    /// <summary>What the form says to a criterion; null: nothing.</summary>
    public static ScoreAnswer? Read(IFormCollection form, ScoredCriterion criterion, List<(string Field, string Words)> problems, ReportText text)
    {
        if (criterion.Formula is not SumFormula sum)
        {
            return Read(criterion.Formula, criterion.Max, Answer(criterion.Code), form, problems, text);
        }

        var parts = new Dictionary<string, ScoreAnswer>(StringComparer.Ordinal);
        foreach (var part in sum.Parts)
        {
            if (Read(part.Formula, part.Max, Answer(criterion.Code, part.Code), form, problems, text) is { } answer)
            {
                parts.Add(part.Code, answer);
            }
        }

        return parts.Count == 0 ? null : new() { Parts = parts };
    }

    private static ScoreAnswer? Read(Formula formula, decimal max, string field, IFormCollection form, List<(string Field, string Words)> problems, ReportText text)
    {
        var said = form[field];
        switch (formula)
        {
            case ChoiceFormula choice when Only(said) is { Length: > 0 } option:
                return Known(choice.Options.Any(o => o.Code == option), field, problems, text) ? new() { Option = option } : null;
            case ChecklistFormula list when said.Count > 0:
                var ticked = said.OfType<string>().Where(c => c != None).ToHashSet(StringComparer.Ordinal);
                return Known(ticked.All(c => list.Parts.Any(p => p.Code == c)), field, problems, text) ? new() { Ticked = ticked } : null;
            case ManualFormula when Only(said) is { Length: > 0 } typed:
                if (ScoreText.Read(typed) is { } points && points >= 0 && points <= max && decimal.Round(points, 4) == points)
                {
                    return new() { Points = points };
                }

                problems.Add((field, text["Điểm là số từ 0 đến {0}, nhiều nhất bốn số lẻ.", text.Plain(max)]));
                return null;
            default:
                return null;
        }
    }

    /// <summary>A typed number, or null where the field is empty or (with a problem) no number.</summary>
    public static decimal? Number(IFormCollection form, string field, List<(string Field, string Words)> problems, ReportText text)
    {
        var typed = Only(form[field]);
        if (typed.Length == 0)
        {
            return null;
        }

        if (ScoreText.Read(typed) is { } number)
        {
            return number;
        }

        problems.Add((field, text["“{0}” không phải là số.", typed.Length > 20 ? typed[..20] + "…" : typed]));
        return null;
    }

    public static string Note(IFormCollection form, string criterion, List<(string Field, string Words)> problems, ReportText text)
    {
        var note = TypedText.Clean(form[Note(criterion)]);
        if (note.Length > ScoreLine.NoteLength)
        {
            problems.Add((Note(criterion), text["Ghi chú dài quá {0} ký tự.", ScoreLine.NoteLength]));
        }

        return note;
    }

    private static string Only(StringValues said) => (said.Count == 1 ? said[0] : null)?.Trim() ?? "";

    private static bool Known(bool known, string field, List<(string Field, string Words)> problems, ReportText text)
    {
        if (!known)
        {
            problems.Add((field, text["Lựa chọn này không có trong bảng."]));
        }

        return known;
    }
}
