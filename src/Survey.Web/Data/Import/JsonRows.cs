using System.Text.Json;

namespace Survey.Web.Data.Import;

/// <summary>A table as JSON: a list of flat objects whose names are the columns.</summary>
internal static class JsonRows
{
    public static bool Is(ReadOnlySpan<byte> content) => (content.StartsWith("\uFEFF"u8) ? content[3..] : content).TrimStart(" \r\n\t"u8).StartsWith("["u8);

    public static List<(int Line, string[] Cells)>? Read(ImportFile file, string text, ProblemList problems)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            return Rows(file, document.RootElement, problems);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            problems.Add(file.Name, null, null, new("Tệp JSON không đọc được.", "The JSON cannot be read."));
            return null;
        }
    }

    private static List<(int, string[])>? Rows(ImportFile file, JsonElement list, ProblemList problems)
    {
        if (list.GetArrayLength() > ImportLimits.Rows)
        {
            TableFile.TooManyRows(file, problems);
            return null;
        }

        var (columns, rows, line) = (new List<string>(), new List<(int, Dictionary<string, string>)>(), 0);
        foreach (var item in list.EnumerateArray())
        {
            line++;
            if (item.ValueKind != JsonValueKind.Object || item.EnumerateObject().Any(p => p.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            {
                problems.Add(file.Name, line, null, new("Mỗi mục phải là một dòng đơn giản: tên cột và giá trị.", "Each entry must be one flat object of columns and values."));
                return null;
            }

            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in item.EnumerateObject())
            {
                cells[property.Name] = property.Value.ValueKind == JsonValueKind.Null ? "" : property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
                if (!columns.Contains(property.Name))
                {
                    columns.Add(property.Name);
                }
            }

            if (columns.Count > ImportLimits.Columns)
            {
                break;
            }

            rows.Add((line, cells));
        }

        return [(1, [.. columns]), .. rows.Select(r => (r.Item1 + 1, columns.Select(c => r.Item2.GetValueOrDefault(c, "")).ToArray()))];
    }
}
