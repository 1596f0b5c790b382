using System.CommandLine;
using Survey.Web.Data;

namespace Survey.Web.Commands;

/// <summary>A verb that does its work over the configured database and ends.</summary>
internal static class Verb
{
    public static Command Runs(this Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> work, bool migrates = false)
    {
        command.SetAction((arguments, cancellationToken) => RunAsync(work, arguments, migrates, cancellationToken));
        return command;
    }

    /// <summary>Does the work of a verb on a host that serves nothing.</summary>
    public static Task<int> RunAsync(Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> work, ParseResult arguments, bool migrates, CancellationToken cancellationToken) =>
        Sentences.RunAsync(async () =>
        {
            await using var app = Application.Build(new ApplicationStart { Empty = true });
            if (!migrates)
            {
                await app.Services.GetRequiredService<DatabaseStart>().PrepareSchemaAsync(cancellationToken);
            }

            await using var scope = app.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider, arguments, cancellationToken);
        });
}
