using OfficeOpenXml;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>
/// Writes a questionnaire as an .xlsx form that ODK and KoBo read. What they cannot say stands in columns that begin with
/// survey:: and in sheets that begin with survey_, so that the form read again is the same questionnaire.
/// </summary>
public static class XlsFormWriter
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What a spreadsheet could take for the begin of a formula, and the apostrophe that guards it.</summary>
    internal const string Guarded = "=+-@'\t\r＝＋－＠";

    public static byte[] Write(Questionnaire questionnaire)
    {
        using var package = new ExcelPackage();
        var languages = new WriterLanguages(questionnaire.Languages);
        Add(package, "survey", SurveySheet.Of(questionnaire, languages));
        Add(package, "choices", ChoicesSheet.Of(questionnaire, languages));
        Add(package, "settings", Settings(questionnaire, languages));
        Add(package, OwnSheets.Head, Head(questionnaire, languages));
        Add(package, OwnSheets.Bands, Bands(questionnaire, languages));
        Add(package, OwnSheets.Indices, IndexSheet.Of(questionnaire, languages));
        return package.GetAsByteArray();
    }

    private static WriterSheet Settings(Questionnaire q, WriterLanguages languages)
    {
        var sheet = new WriterSheet(["form_title", "form_id", "default_language", "survey::format", "survey::languages"]);
        var row = sheet.Add(("form_id", q.Code), ("default_language", WriterLanguages.NameOf(q.Languages[0])), ("survey::format", "1"), ("survey::languages", string.Join(' ', q.Languages)));
        row["form_title"] = Guard(q.Title.Entries[0].Value);
        return sheet;
    }

    private static WriterSheet Head(Questionnaire q, WriterLanguages languages)
    {
        var sheet = new WriterSheet(["key", "item", .. languages.ColumnsOf("label")]);
        WriterLanguages.Fill(sheet.Add(("key", "title")), "label", q.Title);
        foreach (var (key, text) in new[] { ("lead", q.Lead), ("thanks", q.Thanks) }.Where(t => t.Item2 is not null))
        {
            WriterLanguages.Fill(sheet.Add(("key", key)), "label", text);
        }

        if (q.Overall is { } overall)
        {
            sheet.Add(("key", "overall"), ("item", overall));
        }

        return sheet;
    }

    private static WriterSheet Bands(Questionnaire q, WriterLanguages languages)
    {
        var sheet = new WriterSheet(["item", "code", "up_to", .. languages.ColumnsOf("label")]);
        foreach (var item in q.Items.OfType<NumberItem>())
        {
            foreach (var band in item.Bands)
            {
                WriterLanguages.Fill(sheet.Add(("item", item.Code), ("code", band.Code), ("up_to", band.UpTo is { } most ? XPathWriter.Number(most) : "")), "label", band.Label);
            }
        }

        return sheet;
    }

    /// <summary>The text as a cell holds it.</summary>
    internal static string Guard(string text) => text.Length > 0 && Guarded.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static void Add(ExcelPackage package, string name, WriterSheet content)
    {
        var sheet = package.Workbook.Worksheets.Add(name);
        for (var c = 0; c < content.Columns.Count; c++)
        {
            sheet.Cells[1, c + 1].Value = content.Columns[c];
            sheet.Column(c + 1).Width = content.Columns[c].StartsWith("label", StringComparison.Ordinal) || content.Columns[c].StartsWith("hint", StringComparison.Ordinal) ? 48 : 18;
            for (var r = 0; r < content.Rows.Count; r++)
            {
                if (content.Rows[r].GetValueOrDefault(content.Columns[c]) is { Length: > 0 } text)
                {
                    sheet.Cells[r + 2, c + 1].Value = text;
                }
            }
        }

        sheet.Row(1).Style.Font.Bold = true;
        sheet.View.FreezePanes(2, 1);
    }
}
