using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>What is at hand while the rows of a form are read.</summary>
internal sealed class FormContext
{
    private readonly SourceCodes _codes = SourceCodes.OfItems();

    public required FormSheet Sheet { get; init; }
    public required LossLog Log { get; init; }
    public required FormTexts Texts { get; init; }
    public required FormChoices Choices { get; init; }
    public required FormScales Scales { get; init; }
    public required OwnSheets Own { get; init; }

    /// <summary>Lists whose single choices are answered on a scale.</summary>
    public required IReadOnlySet<string> ScaleLists { get; init; }

    /// <summary>What ${…} may name so far.</summary>
    public Dictionary<string, ForeignVariable> Variables { get; } = new(StringComparer.Ordinal);

    public string Cell(FormRow row, string column) => row[Sheet.Find(column)];

    public string Place(FormRow row, string column) => Sheet.Find(column) is { } found ? Sheet.PlaceOf(row.Line, found) : Sheet.PlaceOf(row);

    /// <summary>The row's name; KoBo keeps the one that it made up in a column of its own.</summary>
    public string NameOf(FormRow row) => Cell(row, "name") is { Length: > 0 } name ? name : Cell(row, "autoname");

    /// <summary>A free code for the row's item, noting where it differs from the name.</summary>
    public string TakeCode(FormRow row, List<Sentence> changes)
    {
        var name = Cell(row, "survey::code") is { Length: > 0 } own ? own : NameOf(row);
        var code = _codes.Take(name, $"q{row.Line}");
        if (code != name)
        {
            changes.Add(new($"Mã đổi thành “{code}”.", $"The code became '{code}'."));
        }

        return code;
    }

    public string TakeCode(string wanted) => _codes.Take(wanted, "q");

    /// <summary>The row's condition over what is asked before it; noted at its cell.</summary>
    public ConvertedCondition ConditionOf(FormRow row, string target)
    {
        var text = Cell(row, "relevant");
        if (text.Length == 0)
        {
            return default;
        }

        var converted = Own.ConditionOf(this, row, text) is { } exact ? new ConvertedCondition(exact, null) : Convert(text);
        if (converted.Problem is { } why)
        {
            Log.LeftOut(Place(row, "relevant"), $"relevant {text}", why);
        }
        else
        {
            Log.Kept(Place(row, "relevant"), $"relevant {text}", target);
        }

        return converted;
    }

    /// <summary>Notes a whole row that is not taken over.</summary>
    public void LeaveOut(FormRow row, Sentence why) => Log.LeftOut(Sheet.PlaceOf(row), $"{Cell(row, "type")} {NameOf(row)}".Trim(), why);

    /// <summary>Notes a row that became something.</summary>
    public void LogRow(FormRow row, string target, IReadOnlyList<Sentence> changes)
    {
        FormCells.LogRow(Log, Place(row, "type"), $"{Cell(row, "type")} {NameOf(row)}".Trim(), target, changes);
        FormCells.LogLeftOut(Log, Sheet, row);
    }

    private ConvertedCondition Convert(string text)
    {
        var (node, problem) = XPathGrammar.Read(text);
        return node is null ? new(null, problem) : new ConditionConverter(Variables).Convert(XPathCondition.Of(node));
    }
}
