using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>The sheet choices: first the scales, then the options of each item.</summary>
internal static class ChoicesSheet
{
    public static string ListOf(Scale scale) => $"scale_{scale.Code}";

    public static string ListOf(Item item) => $"list_{item.Code}";

    public static WriterSheet Of(Questionnaire q, WriterLanguages languages)
    {
        var sheet = new WriterSheet(["list_name", "name", "survey::scale", "survey::look", "survey::score", "survey::na", .. languages.ColumnsOf("label")]);
        foreach (var scale in q.Scales)
        {
            foreach (var point in scale.Points)
            {
                var row = Add(sheet, scale, point.Code);
                row["survey::score"] = point.Score.ToString(CultureInfo.InvariantCulture);
                WriterLanguages.Fill(row, "label", point.Label);
            }

            if (scale.NotApplicable is { } absent)
            {
                var row = Add(sheet, scale, absent.Code);
                row["survey::na"] = "yes";
                WriterLanguages.Fill(row, "label", absent.Label);
            }
        }

        foreach (var item in q.Items)
        {
            foreach (var option in item is SingleChoiceItem single ? single.Options : item is MultipleChoiceItem multiple ? multiple.Options : [])
            {
                WriterLanguages.Fill(sheet.Add(("list_name", ListOf(item)), ("name", option.Code)), "label", option.Label);
            }
        }

        return sheet;
    }

    private static Dictionary<string, string> Add(WriterSheet sheet, Scale scale, string code) =>
        sheet.Add(("list_name", ListOf(scale)), ("name", code), ("survey::scale", scale.Code), ("survey::look", scale.Look == ScaleLook.Faces ? "faces" : "plain"));
}
