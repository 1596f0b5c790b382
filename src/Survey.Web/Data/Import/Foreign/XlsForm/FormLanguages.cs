namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>The languages of a form: what its columns call them, as our tags.</summary>
internal sealed class FormLanguages
{
    private const string Vietnamese = "ăâđêôơưĂÂĐÊÔƠƯ";
    private static readonly string[] Wordings = ["label", "hint", "survey::unit", "survey::text"];
    private readonly Dictionary<string, string> _tags = new(StringComparer.OrdinalIgnoreCase);

    private FormLanguages(bool own) => Own = own;

    /// <summary>The tags; the first is the source language.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Whether our own export wrote the form: its texts are taken as they stand.</summary>
    public bool Own { get; }

    /// <summary>Finds the languages; null where no tag can be made of any of them.</summary>
    /// <param name="sheets">The sheets with wordings, survey first.</param>
    /// <param name="standard">The setting default_language; "" where there is none.</param>
    /// <param name="order">The tags in our own export's order; empty where it is not ours.</param>
    public static FormLanguages? Find(IReadOnlyList<FormSheet> sheets, string standard, IReadOnlyList<string> order, LossLog log)
    {
        var found = new FormLanguages(order.Count > 0);
        var named = standard.Length > 0 && !standard.Equals("default", StringComparison.OrdinalIgnoreCase);
        foreach (var sheet in sheets)
        {
            foreach (var column in sheet.Columns.Where(c => Wordings.Contains(c.Name)))
            {
                found.Add(sheet, column, named && column.Language is null ? standard : column.Language, log);
            }
        }

        var tags = found._tags.Values.Distinct().ToList();
        var first = named && LanguageTags.Of(standard) is { } tag && tags.Contains(tag.Tag) ? tag.Tag : tags.FirstOrDefault();
        found.Tags = first is null ? [] : found.Own && order.All(LooksLikeTag) ? [.. order, .. tags.Except(order)] : [first, .. tags.Where(t => t != first)];
        return found.Tags.Count == 0 ? null : found;
    }

    /// <summary>The columns of that name with their languages' tags; those of a language that has none are not among them.</summary>
    public IEnumerable<(FormColumn Column, string Tag)> ColumnsOf(FormSheet sheet, string name) => sheet.Columns.Where(c => c.Name == name)
        .OrderBy(c => c.Language is null)
        .Select(c => (c, _tags.GetValueOrDefault(c.Language ?? "", ""))).Where(c => c.Item2.Length > 0);

    private static bool LooksLikeTag(string tag) => tag.Length is 2 or 3 && tag.All(char.IsAsciiLetterLower);

    private void Add(FormSheet sheet, FormColumn column, string? language, LossLog log)
    {
        var key = column.Language ?? "";
        if (_tags.ContainsKey(key))
        {
            return;
        }

        var texts = sheet.Rows.Select(r => r[column]).Where(t => t.Length > 0).ToList();
        if (texts.Count == 0)
        {
            return;
        }

        if ((language is null ? (Guess(texts), true) : LanguageTags.Of(language)) is not { } tag)
        {
            log.LeftOut(sheet.PlaceOf(column), column.Header, new("Không nhận ra ngôn ngữ. Hãy ghi thêm mã, ví dụ “(vi)”.", "The language is not known. Add its tag, such as \"(vi)\"."));
            return;
        }

        _tags.Add(key, tag.Item1);
        if (tag.Item2)
        {
            log.Changed(sheet.PlaceOf(column), column.Header, tag.Item1, new($"Tên ngôn ngữ không rõ; coi là “{tag.Item1}”.", $"The language is not named clearly; it is taken as '{tag.Item1}'."));
        }
        else
        {
            log.Kept(sheet.PlaceOf(column), column.Header, tag.Item1);
        }
    }

    private static string Guess(List<string> texts) => texts.Any(t => t.Any(c => Vietnamese.Contains(c, StringComparison.Ordinal) || c is >= '\u1EA0' and <= '\u1EF9')) ? "vi" : "en";
}
