using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>The index definitions, one row for each index, dimension and item.</summary>
internal static class IndexSheet
{
    public static WriterSheet Of(Questionnaire q, WriterLanguages languages)
    {
        var sheet = new WriterSheet(
        [
            "kind", "index", "dimension", "code", "method", "method_version", "composite", "roll_up", "minimum_base", "weight", "positive", "reversed",
            .. languages.ColumnsOf("label"),
        ]);
        foreach (var index in q.Indices)
        {
            Add(sheet, index, languages);
        }

        return sheet;
    }

    private static void Add(WriterSheet sheet, IndexDefinition index, WriterLanguages languages)
    {
        var row = sheet.Add(
            ("kind", "index"),
            ("index", index.Code),
            ("code", index.Code),
            ("method", index.Method == IndexMethod.MeanScore ? "mean_score" : "top_two_box"),
            ("method_version", index.MethodVersion.ToString(CultureInfo.InvariantCulture)),
            ("composite", index.Composite == CompositeRule.Weighted ? "weighted" : "pooled"),
            ("roll_up", index.RollUp switch { RollUpRule.MeanOfUnits => "mean_of_units", RollUpRule.WeightedByTransactions => "weighted_by_transactions", _ => "pooled" }),
            ("minimum_base", index.MinimumBase.ToString(CultureInfo.InvariantCulture)));
        WriterLanguages.Fill(row, "label", index.Title);
        foreach (var dimension in index.Dimensions)
        {
            WriterLanguages.Fill(sheet.Add(("kind", "dimension"), ("index", index.Code), ("code", dimension.Code), ("weight", XPathWriter.Number(dimension.Weight))), "label", dimension.Title);
            foreach (var item in dimension.Items)
            {
                sheet.Add(
                    ("kind", "item"),
                    ("index", index.Code),
                    ("dimension", dimension.Code),
                    ("code", item.Code),
                    ("positive", string.Join(' ', item.Positive ?? [])),
                    ("reversed", item.Reversed ? "yes" : ""));
            }
        }
    }
}
