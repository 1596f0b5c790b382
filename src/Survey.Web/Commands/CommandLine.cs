using System.CommandLine;

namespace Survey.Web.Commands;

/// <summary>The verbs of the program. Without a verb it serves.</summary>
public static class CommandLine
{
    public static Task<int> RunAsync(string[] args) => Root().Parse(args).InvokeAsync();

    private static RootCommand Root()
    {
        var serve = ServeCommand.Create();
        var root = new RootCommand("Survey: citizens' satisfaction with public services, counter by counter.") { serve };
        foreach (var option in serve.Options)
        {
            root.Options.Add(option);
        }

        root.SetAction((result, cancellation) => ServeCommand.RunAsync(result, cancellation));
        return root;
    }
}
