using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Survey.Web.Commands;

/// <summary>The verbs of the program. Without a verb it serves.</summary>
public static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var arguments = Root().Parse(args);
        var serves = arguments.CommandResult.Command is RootCommand or { Name: ServeCommand.Name };

        // While serving, the host itself hears the signals and drains; the library would end the process after two seconds.
        return arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = serves ? null : TimeSpan.FromSeconds(10) });
    }

    /// <summary>Lets the verb's help end with examples.</summary>
    internal static Command WithExamples(this Command command, params string[] examples)
    {
        command.Options.Add(new HelpOption { Action = new HelpWithExamples(examples) });
        return command;
    }

    private static RootCommand Root()
    {
        var serve = ServeCommand.Create();
        var root = new RootCommand("Survey: citizens' satisfaction with public services, counter by counter.")
        {
            serve,
            DataCommands.Migrate(),
            ImportCommand.Create(),
            DataCommands.Tally(),
            DemoCommand.Create(),
            ExportCommand.Create(),
            DataCommands.Backup(),
            DataCommands.Restore(),
            VerifyCommand.Create(),
            SbomCommand.Create(),
        };
        foreach (var option in serve.Options.Where(o => o is not HelpOption))
        {
            root.Options.Add(option);
        }

        root.SetAction((result, cancellation) => Sentences.RunAsync(() => ServeCommand.RunAsync(result, cancellation)));
        return root;
    }

    private sealed class HelpWithExamples(string[] examples) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = new HelpAction().Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  dotnet run --project src/Survey.Web -- {example}");
            }

            return result;
        }
    }
}
