using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.LoadTests.Processes;
using Survey.Web.Data;

namespace Survey.LoadTests.Data;

/// <summary>A database that the program's own verb <c>demo</c> filled: 250 units, 2,000 services, 1,500 counters, a year of responses.</summary>
internal static class DemoDatabase
{
    public const string Root = "mo_phong";
    public const string Department = "so0001";

    /// <summary>Has counters and no units below.</summary>
    public const string Commune = "xa0001";
    public const string Questionnaire = "sipas_short";

    public static async Task<BenchDatabase> MakeAsync(string folder, MariaServer? maria, int responses, CancellationToken cancellationToken)
    {
        var database = await BenchDatabase.CreateAsync(folder, maria, $"demo_{responses}", cancellationToken);
        await using var verb = ApplicationProcess.Start("the verb demo", database, folder, ["demo", "--responses", responses.ToString(CultureInfo.InvariantCulture)]);
        await verb.ExpectSuccessAsync(cancellationToken);
        Report.Progress($"{database.Name}: {verb.LastWords.Split('\n').Last(l => l.Length > 0)}");
        return database;
    }

    /// <summary>One that was made before and is kept: a SQLite file.</summary>
    public static BenchDatabase Made(string file) => new(DatabaseProvider.Sqlite, $"Data Source={Path.GetFullPath(file)}");

    public static async Task<long> RootIdAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Units.Where(u => u.ParentId == null).Select(u => u.Id).SingleAsync(cancellationToken);
    }

    public static async Task<int> ResponsesAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.DayCells.SumAsync(c => c.Responses, cancellationToken);
    }
}
