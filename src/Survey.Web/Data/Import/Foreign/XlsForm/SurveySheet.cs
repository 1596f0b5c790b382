using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>The sheet survey: a group for each section, a row for each item.</summary>
internal sealed class SurveySheet
{
    private readonly Questionnaire _questionnaire;
    private readonly WriterLanguages _languages;
    private readonly WriterSheet _sheet;
    private readonly SourceCodes _names = SourceCodes.Plain();
    private readonly HashSet<string> _several;
    private readonly Dictionary<string, ForeignVariable> _variables;

    private SurveySheet(Questionnaire questionnaire, WriterLanguages languages)
    {
        (_questionnaire, _languages) = (questionnaire, languages);
        _sheet = new WriterSheet(
        [
            "type", "name", "required", "relevant", "constraint", "appearance", "survey::code", "survey::decimals", OwnSheets.Relevant,
            .. languages.ColumnsOf("label"), .. languages.ColumnsOf("hint"), .. languages.ColumnsOf("survey::unit"),
        ]);
        _several = [.. questionnaire.Items.OfType<MultipleChoiceItem>().Select(i => i.Code)];
        _variables = questionnaire.Items.ToDictionary(i => i.Code, ForeignVariable.Of, StringComparer.Ordinal);
        foreach (var item in questionnaire.Items)
        {
            _names.Take(item.Code, "");
        }
    }

    public static WriterSheet Of(Questionnaire questionnaire, WriterLanguages languages)
    {
        var made = new SurveySheet(questionnaire, languages);
        foreach (var section in questionnaire.Sections)
        {
            made.Add(section);
        }

        return made._sheet;
    }

    private void Add(Section section)
    {
        var name = _names.Take(section.Code, "section");
        var begin = _sheet.Add(("type", "begin_group"), ("name", name), ("survey::code", name == section.Code ? "" : section.Code));
        WriterLanguages.Fill(begin, "label", section.Title);
        AddCondition(begin, section.ShowIf);
        if (section.Text is { } text)
        {
            WriterLanguages.Fill(_sheet.Add(("type", "note"), ("name", _names.Take($"{section.Code}_text", "text"))), "label", text);
        }

        foreach (var item in section.Items)
        {
            Add(item);
        }

        _sheet.Add(("type", "end_group"));
    }

    private void Add(Item item)
    {
        var (type, constraint, appearance) = item switch
        {
            ScaleItem scale => ($"select_one {ChoicesSheet.ListOf(scale.Scale)}", "", "likert"),
            SingleChoiceItem => ($"select_one {ChoicesSheet.ListOf(item)}", "", ""),
            MultipleChoiceItem multiple => ($"select_multiple {ChoicesSheet.ListOf(item)}", DemandsOf(multiple), ""),
            NumberItem number => (number.Decimals == 0 ? "integer" : "decimal", $". >= {XPathWriter.Number(number.Min)} and . <= {XPathWriter.Number(number.Max)}", ""),
            TextItem words => ("text", $"string-length(.) <= {words.MaxLength.ToString(CultureInfo.InvariantCulture)}", words.Multiline ? "multiline" : ""),
            _ => throw new ArgumentException($"Unknown item {item.GetType().Name}.", nameof(item)),
        };
        var row = _sheet.Add(("type", type), ("name", item.Code), ("required", item.Required ? "yes" : ""), ("constraint", constraint), ("appearance", appearance));
        WriterLanguages.Fill(row, "label", item.Text);
        WriterLanguages.Fill(row, "hint", item.Hint);
        AddCondition(row, item.ShowIf);
        if (item is NumberItem counted)
        {
            row["survey::decimals"] = counted.Decimals.ToString(CultureInfo.InvariantCulture);
            WriterLanguages.Fill(row, "survey::unit", counted.Unit);
        }
    }

    private static string DemandsOf(MultipleChoiceItem item)
    {
        var most = item.MaxChoices is { } max ? [$"count-selected(.) <= {max.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>();
        return string.Join(" and ", most.Concat(item.Options.Where(o => o.Exclusive).Select(o => $"not(selected(., '{o.Code}') and count-selected(.) > 1)")));
    }

    // The exact condition stands beside the expression only where reading the expression would not give it again.
    private void AddCondition(Dictionary<string, string> row, Condition? condition)
    {
        if (condition is null)
        {
            return;
        }

        var text = XPathWriter.Cell(condition, _several.Contains);
        row["relevant"] = text;
        var json = OwnCondition.Write(condition);
        var (node, _) = XPathGrammar.Read(text);
        if (node is not null && new ConditionConverter(_variables).Convert(XPathCondition.Of(node)).Condition is { } again && OwnCondition.Write(again) == json)
        {
            return;
        }

        foreach (var (part, i) in json.Chunk(XPathWriter.MaxCell).Select((c, i) => (new string(c), i)))
        {
            var column = i == 0 ? OwnSheets.Relevant : $"{OwnSheets.Relevant}{i + 1}";
            _sheet.AddColumn(column);
            row[column] = part;
        }
    }
}
