namespace Survey.Web.Data.Import.Foreign;

/// <summary>Tells questionnaires, which go in one by one, from tables and scoring schemes, which go in together.</summary>
internal static class QuestionnaireFile
{
    public static bool IsOne(ImportFile file)
    {
        var content = file.Content;
        if (file.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (content.Length > ImportLimits.FileBytes || ForeignFormats.Find(content) is not null)
        {
            return true;
        }

        return TableFile.IsZip(content.Span) ? !IsTable(file) : !ForeignFormats.HasProperty(content, "criteria") && !IsText(file);
    }

    // A workbook whose first line shares most names with one of the tables is meant to be that table.
    private static bool IsTable(ImportFile file)
    {
        var header = TableFile.Peek(file, 1).FirstOrDefault()?.Select(c => c.Trim().ToLowerInvariant()).Where(c => c.Length > 0).Distinct().Take(ImportLimits.Columns).ToList() ?? [];
        var (kind, missing, _) = TableKind.Recognise(header);
        return header.Count > 0 && 2 * missing.Length <= kind.Required.Length;
    }

    // Neither JSON nor XML by its name nor by its first character.
    private static bool IsText(ImportFile file) => Path.GetExtension(file.Name).ToLowerInvariant() is not (".json" or ".lss" or ".xml" or ".xlsx")
        && ForeignFormats.WithoutMark(file.Content).Span.TrimStart(" \r\n\t"u8) is not [(byte)'{' or (byte)'[' or (byte)'<', ..];
}
