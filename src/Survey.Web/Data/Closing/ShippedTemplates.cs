using System.Globalization;
using System.Reflection;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;

namespace Survey.Web.Data.Closing;

/// <summary>The calendars that come with the program: those of real plans, as examples to begin with.</summary>
public static class ShippedTemplates
{
    private const string Resource = "period-templates.csv";

    public static IReadOnlyList<StoredPeriodTemplate> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var problems = new ProblemList();
        var table = TableFile.Read(new ImportFile(Resource, memory.ToArray()), problems)
            ?? throw new InvalidDataException("The program's own calendars cannot be read.");
        return [.. table.Rows.Select(Of)];
    }

    private static StoredPeriodTemplate Of(TableRow row) => new()
    {
        Set = row["template"],
        Code = row["code"],
        Name = row["name"],
        NameEn = row["name_en"],
        From = row["from"],
        FromYear = int.Parse(row["from_year"], CultureInfo.InvariantCulture),
        To = row["to"],
        ToYear = int.Parse(row["to_year"], CultureInfo.InvariantCulture),
        DueInternal = Optional(row["due_internal"]),
        DueExternal = Optional(row["due_external"]),
        Recipient = Optional(row["recipient"]),
        Predecessor = Optional(row["predecessor"]),
        PredecessorYear = Optional(row["predecessor_year"]) is { } years ? int.Parse(years, CultureInfo.InvariantCulture) : 0,
    };

    private static string? Optional(string text) => text.Length > 0 ? text : null;
}
