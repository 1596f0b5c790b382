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
            "kind", "index", "dimension", "code", "method", "method_version", "composite", "roll_up", "minimum_base", "weight", "positive", "reversed", "negative", "factor", "overall", "from", "max",
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
            ("method", IndexWords.Of(index.Method)),
            ("method_version", index.MethodVersion.ToString(CultureInfo.InvariantCulture)),
            ("composite", IndexWords.Of(index.Composite)),
            ("factor", index.Factor == FactorRule.Pooled ? "" : IndexWords.Of(index.Factor)),
            ("roll_up", IndexWords.Of(index.RollUp)),
            ("minimum_base", index.MinimumBase.ToString(CultureInfo.InvariantCulture)));
        WriterLanguages.Fill(row, "label", index.Title);
        foreach (var dimension in index.Dimensions)
        {
            WriterLanguages.Fill(sheet.Add(("kind", "dimension"), ("index", index.Code), ("code", dimension.Code), ("weight", XPathWriter.Number(dimension.Weight)), ("overall", dimension.Overall ?? "")), "label", dimension.Title);
            foreach (var item in dimension.Items)
            {
                sheet.Add(
                    ("kind", "item"),
                    ("index", index.Code),
                    ("dimension", dimension.Code),
                    ("code", item.Code),
                    ("positive", string.Join(' ', item.Positive ?? [])),
                    ("reversed", item.Reversed ? "yes" : ""),
                    ("negative", string.Join(' ', item.Negative ?? [])));
            }
        }

        AddRating(sheet, index);
    }

    private static void AddRating(WriterSheet sheet, IndexDefinition index)
    {
        foreach (var grade in index.Rating?.Grades ?? [])
        {
            WriterLanguages.Fill(sheet.Add(("kind", "grade"), ("index", index.Code), ("code", grade.Code), ("from", XPathWriter.Number(grade.From))), "label", grade.Title);
        }

        foreach (var criterion in index.Rating?.External ?? [])
        {
            WriterLanguages.Fill(sheet.Add(("kind", "criterion"), ("index", index.Code), ("code", criterion.Code), ("max", XPathWriter.Number(criterion.Maximum))), "label", criterion.Title);
        }
    }
}
