using System.CommandLine;
using Survey.LoadTests;
using Survey.LoadTests.Faults;
using Survey.LoadTests.Load;
using Survey.LoadTests.References;
using Survey.Web.Data;

var root = new RootCommand("Measures the platform on this machine, and looks for lost and doubled answers. All traffic stays on 127.0.0.1.")
{
    BenchCommand(),
    FaultsCommand(),
    LoadCommand(),
    BarePageCommand(),
    BareSubmissionsCommand(),
};
// Ctrl-C: the processes that the bench started are ended before it ends itself.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });

static Command BenchCommand()
{
    var quick = new Option<bool>("--quick") { Description = "Under eight minutes: shorter runs, a smaller MariaDB" };
    var only = new Option<string[]>("--only") { Description = "Only these measurements: pages, folding, results, exports, submissions, province", AllowMultipleArgumentsPerToken = true };
    var folder = new Option<string>("--folder") { Description = "Where the databases live while it runs", DefaultValueFactory = _ => Path.GetTempPath() };
    var responses = new Option<int[]>("--responses") { Description = "Sizes of the databases over which results are drawn (100000 1000000)", AllowMultipleArgumentsPerToken = true };
    var sqliteOnly = new Option<bool>("--sqlite-only") { Description = "Leave MariaDB out" };
    var demo = new Option<int[]>("--demo") { Description = "Sizes of the made-up provinces over which pages are drawn (1000000)", AllowMultipleArgumentsPerToken = true };
    var made = new Option<string?>("--made") { Description = "A SQLite file that the verb demo filled: the province that is measured, instead of ones made here" };
    var pages = new Option<string?>("--pages") { Description = "Of the province, only pages in whose address this stands" };
    var command = new Command("bench", "Print a Markdown table of figures beside references on the same machine.") { quick, only, responses, demo, made, pages, sqliteOnly, folder };
    command.SetAction(async (result, cancellationToken) =>
    {
        var (where, what) = (result.GetValue(folder)!, result.GetValue(only) ?? []);
        var options = result.GetValue(quick) ? BenchOptions.Quick(where, what) : BenchOptions.Full(where, what);
        if (result.GetValue(responses) is { Length: > 0 } sizes)
        {
            options = options with { Sizes = [.. sizes.Order()] };
        }

        options = options with { SqliteOnly = result.GetValue(sqliteOnly), Made = result.GetValue(made), Pages = result.GetValue(pages) };
        if (result.GetValue(demo) is { Length: > 0 } provinces)
        {
            options = options with { DemoSizes = [.. provinces.Order()] };
        }

        Console.WriteLine(await new Bench(options).RunAsync(cancellationToken));
        return 0;
    });
    return command;
}

static Command FaultsCommand()
{
    var count = new Option<int>("--count") { Description = "Sheets to submit", DefaultValueFactory = _ => 2000 };
    var kills = new Option<int>("--kills") { Description = "How often the server is killed (SIGKILL) meanwhile", DefaultValueFactory = _ => 5 };
    var respondents = new Option<int>("--respondents") { Description = "Citizens who submit at once", DefaultValueFactory = _ => 32 };
    var minutes = new Option<int>("--minutes") { Description = "Gives up after so many minutes", DefaultValueFactory = _ => 30 };
    var database = new Option<string>("--database") { Description = "sqlite or mariadb", DefaultValueFactory = _ => "sqlite" }.AcceptOnlyFromAmong("sqlite", "mariadb");
    var folder = new Option<string>("--folder") { Description = "Where the database lives while it runs", DefaultValueFactory = _ => Path.GetTempPath() };
    var command = new Command("faults", "Submit while the server is killed again and again; exit 1 where a sheet was lost or doubled.")
        { count, kills, respondents, minutes, database, folder };
    command.SetAction((result, cancellationToken) => new FaultCheck(new FaultOptions
    {
        Count = result.GetValue(count),
        Kills = result.GetValue(kills),
        Respondents = result.GetValue(respondents),
        Limit = TimeSpan.FromMinutes(result.GetValue(minutes)),
        OnMaria = result.GetValue(database) == "mariadb",
        Folder = result.GetValue(folder)!,
    }).RunAsync(cancellationToken));
    return command;
}

// The bench starts itself again with these: client and servers do not share a process.
static Command LoadCommand()
{
    var plan = new Argument<string>("plan");
    var command = new Command(LoadRuns.Verb) { plan };
    command.Hidden = true;
    command.SetAction((result, cancellationToken) => LoadRuns.ClientAsync(result.GetValue(plan)!, cancellationToken));
    return command;
}

static Command BarePageCommand()
{
    var (html, port) = (new Argument<string>("html"), new Argument<int>("port"));
    var command = new Command(BarePage.Verb) { html, port };
    command.Hidden = true;
    command.SetAction((result, cancellationToken) => new BarePage(result.GetValue(html)!).RunAsync(result.GetValue(port), cancellationToken));
    return command;
}

static Command BareSubmissionsCommand()
{
    var (provider, connection, port) = (new Argument<string>("provider"), new Argument<string>("connection"), new Argument<int>("port"));
    var command = new Command(BareSubmissions.Verb) { provider, connection, port };
    command.Hidden = true;
    command.SetAction((result, cancellationToken) =>
        new BareSubmissions(DatabaseProvider.Find(result.GetValue(provider)!)!, result.GetValue(connection)!)
            .RunAsync(result.GetValue(port), cancellationToken));
    return command;
}
