using System.CommandLine;
using Survey.Web.Data;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Commands;

/// <summary>Serves the pages; on a first start it also migrates the embedded database and loads the example.</summary>
public static class ServeCommand
{
    public const string Name = "serve";

    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on, separated by ;", DefaultValueFactory = _ => SurveySettings.DefaultUrl };
    private static readonly Option<bool> Empty = new("--empty") { Description = "Start without any example" };

    public static Command Create()
    {
        var command = new Command(Name, "Serve the pages (the default).") { Urls, Empty };
        command.SetAction((arguments, cancellation) => Sentences.RunAsync(() => RunAsync(arguments, cancellation)));
        return command.WithExamples("serve", "serve --urls http://localhost:8080", "serve --empty");
    }

    public static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var app = Application.Build(new ApplicationStart { Urls = arguments.GetValue(Urls)!, Empty = arguments.GetValue(Empty) });
        await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync(cancellationToken);
        await app.Services.GetRequiredService<FirstDraw>().TryAsync(app, cancellationToken);
        await app.StartAsync(cancellationToken);
        await WriteMessagesAsync(app, cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task WriteMessagesAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StartMessages>().WriteAsync(Console.Out, cancellationToken);
    }
}
