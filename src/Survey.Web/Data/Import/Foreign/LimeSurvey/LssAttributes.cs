using System.Globalization;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>The settings of one question; each that is read is kept, the others are left out with a reason.</summary>
internal sealed class LssAttributes(LssPart question, IEnumerable<LssRow> rows, LssSurvey survey)
{
    private static readonly string[] Defaults = ["", "0", "default", "N", "I", "-1", "inherit"];

    private static readonly string[] OnByDefault = ["statistics_showgraph", "time_limit_action"];

    private static readonly string[] Look =
    [
        "display_columns", "display_rows", "text_input_width", "text_input_columns", "answer_width", "answer_width_bycolumn", "label_input_columns", "cssclass", "css_class", "page_break", "slider_layout", "use_dropdown",
        "dropdown_size", "dropdown_prefix", "dropdown_prepostfix", "dropdown_separators", "repeat_headings", "statistics_showgraph", "statistics_graphtype", "statistics_showmap", "public_statistics", "input_boxes",
        "input_size", "scale_export", "printable_help", "save_as_default", "image", "keep_aspect", "button_size", "max_buttons_row", "buttons", "horizontal_scroll", "placeholder", "hide_tip", "parent_order", "rank_title",
        "choice_title", "samechoiceheight", "samelistheight", "showpopups", "answer_order", "random_order", "other_position", "other_position_code", "category_separator", "alphasort", "other_comment_mandatory", "fix_height",
    ];

    private readonly ILookup<string, LssRow> _rows = rows.Where(r => r["attribute"].Length > 0).ToLookup(r => r["attribute"].Trim().ToLowerInvariant());
    private readonly Dictionary<string, LossNote> _notes = new(StringComparer.Ordinal);

    public bool Any => _rows.Count > 0;

    /// <summary>The setting, or "" where it is not set.</summary>
    public string this[string name]
    {
        get
        {
            var value = _rows[name].FirstOrDefault(r => r["value"].Trim().Length > 0)?["value"].Trim() ?? "";
            if (!Defaults.Contains(value))
            {
                Note(name).Target = SourceCodes.Nearest(question.Code);
            }

            return value;
        }
    }

    public bool On(string name) => this[name] is "1" or "Y";

    /// <summary>The setting as a number; one that is an expression or a text is left out.</summary>
    public decimal? Number(string name)
    {
        var value = this[name];
        if (value.Length == 0)
        {
            return null;
        }

        if (decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            Note(name).Target = SourceCodes.Nearest(question.Code);
            return number;
        }

        Note(name).LeaveOut(new("Giới hạn là một biểu thức, không phải một số.", "The limit is an expression, not a number."));
        return null;
    }

    /// <summary>A setting that is a text in several languages.</summary>
    public Words Words(string name)
    {
        var texts = new Dictionary<string, LssRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in _rows[name].Where(r => r["value"].Trim().Length > 0))
        {
            texts.TryAdd(row["language"], row);
        }

        if (texts.Count == 0)
        {
            return new Words();
        }

        Note(name).Target = SourceCodes.Nearest(question.Code);
        return survey.Languages.Words(texts, "value", Note(name));
    }

    public LossNote Note(string name)
    {
        if (!_notes.TryGetValue(name, out var note))
        {
            var row = _rows[name].First();
            note = survey.Notes.Open(Place(row), $"{name} = {row["value"]}");
            _notes.Add(name, note);
        }

        return note;
    }

    /// <summary>Notes the settings that nothing has read.</summary>
    public void NoteOthers()
    {
        var idle = new List<LssRow>();
        foreach (var group in _rows.Where(g => !_notes.ContainsKey(g.Key)))
        {
            if (group.All(r => Defaults.Contains(r["value"].Trim()) || (OnByDefault.Contains(group.Key) && r["value"].Trim() == "1")))
            {
                idle.Add(group.First());
            }
            else
            {
                Note(group.Key).LeaveOut(ReasonFor(group.Key));
            }
        }

        if (idle.Count > 0)
        {
            var names = string.Join(", ", idle.Select(r => Wording.Shown(r["attribute"], 40)).Take(80));
            var note = survey.Notes.Open(Place(idle[0]), $"{idle.Count} settings left as they come").Remark(new($"Không đặt gì: {names}.", $"Not set: {names}."));
            note.Target = SourceCodes.Nearest(question.Code);
        }
    }

    private string Place(LssRow row) => $"line {row.Line}, question {Wording.Shown(question.Code, 40)}";

    private static Sentence ReasonFor(string name) => name switch
    {
        _ when Look.Contains(name) => new("Chỉ về cách trình bày hoặc thứ tự hiện trong LimeSurvey.", "It is about looks or order in LimeSurvey only."),
        "array_filter" or "array_filter_exclude" => new("Không lọc được các dòng theo câu này.", "Rows cannot be filtered by that question."),
        "min_answers" => new("Không đặt được số lựa chọn ít nhất.", "A smallest number of choices cannot be set."),
        _ when name.StartsWith("time_limit", StringComparison.Ordinal) => new("Câu hỏi không bị giới hạn thời gian.", "Items have no time limit."),
        _ when name.StartsWith("em_validation", StringComparison.Ordinal) => new("Không có kiểm tra bằng biểu thức.", "There is no checking by expressions."),
        _ => new("Không có gì tương ứng.", "Nothing here corresponds to it."),
    };
}
