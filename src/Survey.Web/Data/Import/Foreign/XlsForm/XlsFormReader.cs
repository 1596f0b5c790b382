using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Reads an .xlsx form as ODK and KoBo write it.</summary>
internal static class XlsFormReader
{
    public const string Format = "xlsform";
    private static readonly string[] Settings = ["form_title", "form_id", "default_language"];

    /// <summary>Whether the workbook has a sheet survey; a table of ours has none.</summary>
    public static bool Recognises(ReadOnlyMemory<byte> content) => FormPackage.HasSheet(content, "survey");

    public static ForeignReading Read(ImportFile file, CancellationToken cancellationToken)
    {
        var log = new LossLog(Format);
        using var package = new MemoryStream();
        if (WorkbookPackage.Copy(file.Content, package) is { } why)
        {
            return log.Refuse("", why);
        }

        var sheets = FormWorkbook.Read(package, log, cancellationToken);
        if (!sheets.TryGetValue("survey", out var survey) || survey.Find("type") is null)
        {
            return log.Refuse("survey!A1", new("Tệp không có trang “survey” với cột “type”.", "The workbook has no sheet 'survey' with a column 'type'."));
        }

        return Read(file, sheets, survey, log, cancellationToken);
    }

    private static ForeignReading Read(ImportFile file, Dictionary<string, FormSheet> sheets, FormSheet survey, LossLog log, CancellationToken cancellationToken)
    {
        var settings = new FormSettings(sheets.GetValueOrDefault("settings"));
        var listed = ChoicesOf(sheets);
        var worded = sheets.Where(s => s.Value == listed || s.Key is "survey" or OwnSheets.Head or OwnSheets.Bands or OwnSheets.Indices).OrderBy(s => s.Key != "survey").Select(s => s.Value).ToList();
        if (FormLanguages.Find(worded, settings["default_language"], settings.Languages, log) is not { } languages)
        {
            return log.Refuse("survey!A1", new("Không có cột lời (label) nào có chữ trong ngôn ngữ nhận ra được.", "No column 'label' holds words in a language that is known."));
        }

        var texts = new FormTexts(log, languages);
        var choices = new FormChoices(listed, texts, log);
        var form = new FormContext
        {
            Sheet = survey,
            Log = log,
            Texts = texts,
            Choices = choices,
            Scales = new FormScales(choices, log),
            Own = new OwnSheets(sheets, languages.Own, texts, log),
            ScaleLists = ScaleLists(survey, choices, log),
        };
        var sections = new FormRows(form).Read(cancellationToken);
        LogRest(sheets, form, settings);
        return sections.Count == 0
            ? log.Refuse("survey", Nothing(log))
            : Whole(file, form, settings, languages, sections);
    }

    private static ForeignReading Whole(ImportFile file, FormContext form, FormSettings settings, FormLanguages languages, FormRows.Result rows)
    {
        if (rows.Items > QuestionnaireJson.MaxItems)
        {
            return form.Log.Refuse("survey", new($"Phiếu có {rows.Items} câu; nhiều nhất {QuestionnaireJson.MaxItems} câu.", $"The form has {rows.Items} items; at most {QuestionnaireJson.MaxItems} fit."));
        }

        var own = form.Own;
        if (own.IsOwn)
        {
            form.Scales.TakeOwn();
        }

        var name = Path.GetFileNameWithoutExtension(file.Name);
        var title = settings["form_title"] is { Length: > 0 } given ? given : name;
        return form.Log.Read(new Questionnaire
        {
            Code = settings.CodeOr(name, form.Log),
            Languages = languages.Tags,
            Title = own.TextOf("title") ?? form.Texts.Of(title),
            Lead = own.TextOf("lead"),
            Thanks = own.IsOwn ? own.TextOf("thanks") : rows.Thanks,
            Overall = own.ValueOf("overall") is { Length: > 0 } overall ? overall : null,
            Scales = form.Scales.Scales,
            Sections = rows.Sections,
            Indices = own.ReadIndices(),
        });
    }

    // Older forms name the sheet otherwise ("choices and columns", "columns"); its columns tell it.
    private static FormSheet? ChoicesOf(Dictionary<string, FormSheet> sheets) => sheets.GetValueOrDefault("choices")
        ?? sheets.Values.FirstOrDefault(s => s.Name is not ("survey" or "settings") && s.Find("list_name") is not null && s.Find("name") is not null);

    // The first thing that was left out usually tells what is wrong with the whole.
    private static Sentence Nothing(LossLog log) => log.FirstLeftOut is { } first
        ? new($"Không còn câu hỏi nào dùng được; chỗ bỏ đầu tiên: {first.Place}: {first.WhyVi}", $"No item remains that can be asked; the first left out: {first.Place}: {first.Why}")
        : new("Tệp chỉ có ghi chú, không có câu hỏi nào.", "The form holds notes only and no item that can be asked.");

    // A list is a scale where an item says so, or where several items share its numbers in sequence.
    private static HashSet<string> ScaleLists(FormSheet survey, FormChoices choices, LossLog log)
    {
        var scales = new FormScales(choices, log);
        var uses = survey.Rows.Select(r => (Row: r, Type: FormType.Of(r[survey.Find("type")]))).Where(u => u.Type is { Kind: FormKind.SelectOne, OrOther: false })
            .GroupBy(u => u.Type.List, StringComparer.Ordinal).ToList();
        var tables = survey.Rows.Select(r => r[survey.Find("kobo_score_choices")]).Where(l => l.Length > 0);
        return [.. uses.Where(u => scales.IsOwn(u.Key) || u.Any(x => x.Row[survey.Find("appearance")].Contains("likert", StringComparison.OrdinalIgnoreCase)) || (u.Count() > 1 && scales.IsSequence(u.Key)))
            .Select(u => u.Key).Concat(tables).Where(scales.CanBe)];
    }

    private static void LogRest(Dictionary<string, FormSheet> sheets, FormContext form, FormSettings settings)
    {
        form.Choices.LogRest();
        FormCells.LogColumns(form.Log, form.Sheet);
        settings.LogAll(form.Log, Settings);
        foreach (var sheet in sheets.Values.Where(s => s.Name is not ("survey" or "settings") && s != form.Choices.Sheet && !(form.Own.IsOwn && s.Name.StartsWith("survey_", StringComparison.Ordinal))))
        {
            form.Log.LeftOut($"{sheet.Name}!A1", $"sheet {sheet.Name} ({sheet.Rows.Count})", new("Trang này không thuộc phiếu.", "This sheet is no part of the form."));
        }
    }
}
