using System.Globalization;
using System.Text;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>What our own export says in columns and sheets of its own, since XLSForm cannot.</summary>
internal sealed class OwnSheets(IReadOnlyDictionary<string, FormSheet> sheets, bool own, FormTexts texts, LossLog log)
{
    /// <summary>The exact condition, over several columns where it is longer than a cell.</summary>
    public const string Relevant = "survey::relevant";
    public const string Head = "survey_head";
    public const string Bands = "survey_bands";
    public const string Indices = "survey_indices";

    private readonly FormSheet? _bands = own ? sheets.GetValueOrDefault(Bands) : null;
    private readonly FormSheet? _head = own ? sheets.GetValueOrDefault(Head) : null;
    private readonly FormSheet? _indices = own ? sheets.GetValueOrDefault(Indices) : null;

    public bool IsOwn => own;

    /// <summary>The exact condition, where the expression beside it is still the one that was written for it.</summary>
    public Condition? ConditionOf(FormContext form, FormRow row, string relevant)
    {
        var json = string.Concat(form.Sheet.Columns.Where(c => c.Name.StartsWith(Relevant, StringComparison.Ordinal)).Select(c => row[c]));
        if (!own || json.Length == 0 || OwnCondition.Read(json) is not { } condition)
        {
            return null;
        }

        return XPathWriter.Cell(condition, OwnCondition.Several(form.Variables)) == relevant && OwnCondition.Items(condition).All(i => form.Variables.TryGetValue(i, out var v) && v.Item.Code == i) ? condition : null;
    }

    public IReadOnlyList<NumberBand>? BandsOf(string item)
    {
        var rows = _bands is null ? [] : _bands.Rows.Where(r => r[_bands.Find("item")] == item).ToList();
        var bands = rows.Select(r => new NumberBand
        {
            Code = r[_bands!.Find("code")],
            UpTo = Number(r[_bands.Find("up_to")]),
            Label = texts.Read(_bands, r, "label") ?? texts.Of(r[_bands.Find("code")]),
        }).ToList();
        foreach (var row in rows)
        {
            log.Kept(_bands!.PlaceOf(row), $"band {row[_bands.Find("code")]}", item);
        }

        return bands.Count == 0 ? null : bands;
    }

    public LocalizedText? TextOf(string key) => RowOf(key) is { } row ? texts.Read(_head!, row, "label") : null;

    public string ValueOf(string key) => RowOf(key) is { } row ? row[_head!.Find("item")] : "";

    /// <summary>The index definitions, one row for each index, dimension and item.</summary>
    public IReadOnlyList<IndexDefinition> ReadIndices()
    {
        if (_indices is null)
        {
            return [];
        }

        foreach (var row in _indices.Rows)
        {
            log.Kept(_indices.PlaceOf(row), $"{Of(row, "kind")} {Of(row, "code")}", Of(row, "index"));
        }

        return [.. _indices.Rows.Where(r => Of(r, "kind") == "index").Select(ReadIndex)];
    }

    private IndexDefinition ReadIndex(FormRow row) => new()
    {
        Code = Of(row, "code"),
        Title = texts.Read(_indices!, row, "label") ?? texts.Of(Of(row, "code")),
        Method = IndexWords.Method(Of(row, "method")) ?? IndexMethod.TopTwoBox,
        MethodVersion = Whole(Of(row, "method_version"), 1),
        Composite = IndexWords.Composite(Of(row, "composite")) ?? CompositeRule.Pooled,
        Factor = IndexWords.Factor(Of(row, "factor")) ?? FactorRule.Pooled,
        RollUp = IndexWords.RollUp(Of(row, "roll_up")) ?? RollUpRule.Pooled,
        MinimumBase = Whole(Of(row, "minimum_base"), 5),
        Dimensions = [.. RowsOf("dimension", row).Select(ReadDimension)],
        Rating = ReadRating(row),
    };

    private IEnumerable<FormRow> RowsOf(string kind, FormRow index) =>
        _indices!.Rows.Where(r => Of(r, "kind") == kind && Of(r, "index") == Of(index, "code"));

    private RatingDefinition? ReadRating(FormRow row)
    {
        LocalizedText Title(FormRow r) => texts.Read(_indices!, r, "label") ?? texts.Of(Of(r, "code"));
        var grades = RowsOf("grade", row).Select(r => new RatingGrade { Code = Of(r, "code"), Title = Title(r), From = Number(Of(r, "from")) ?? 0 }).ToList();
        return grades.Count == 0 ? null : new RatingDefinition
        {
            Grades = grades,
            External = [.. RowsOf("criterion", row).Select(r => new ExternalCriterion { Code = Of(r, "code"), Title = Title(r), Maximum = Number(Of(r, "max")) ?? 1 })],
        };
    }

    private DimensionDefinition ReadDimension(FormRow row) => new()
    {
        Code = Of(row, "code"),
        Title = texts.Read(_indices!, row, "label") ?? texts.Of(Of(row, "code")),
        Weight = Number(Of(row, "weight")) ?? 1,
        Overall = Of(row, "overall") is { Length: > 0 } overall ? overall : null,
        Items = [.. _indices!.Rows.Where(r => Of(r, "kind") == "item" && Of(r, "index") == Of(row, "index") && Of(r, "dimension") == Of(row, "code")).Select(r => new DimensionItem
        {
            Code = Of(r, "code"),
            Positive = Codes(r, "positive"),
            Negative = Codes(r, "negative"),
            Reversed = Of(r, "reversed") == "yes",
        })],
    };

    private string[]? Codes(FormRow row, string column) => Of(row, column).Length == 0 ? null : Of(row, column).Split(' ');

    private string Of(FormRow row, string column) => row[_indices!.Find(column)];

    private FormRow? RowOf(string key) => _head?.Rows.FirstOrDefault(r => r[_head.Find("key")] == key);

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int Whole(string text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
