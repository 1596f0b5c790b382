using System.Globalization;
using System.Text;

namespace Survey.LoadTests;

/// <summary>One line of the table. What a figure does not have stays empty.</summary>
internal sealed record ReportLine(string Figure, string Measured)
{
    public double? MedianMilliseconds { get; init; }
    public double? P99Milliseconds { get; init; }

    /// <summary>What the same machine does without the application.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Measured against the reference.</summary>
    public double? Ratio { get; init; }
    public string Wanted { get; init; } = "";
}

/// <summary>Collects what was measured and prints it as it is: it judges nothing.</summary>
internal sealed class Report
{
    private readonly List<ReportLine> _lines = [];
    private readonly List<string> _notes = [];

    public void Add(ReportLine line)
    {
        _lines.Add(line);
        Progress($"{line.Figure}: {line.Measured}{(line.Reference.Length > 0 ? $" ({line.Reference})" : "")}");
    }

    /// <summary>Something the reader of the table must know.</summary>
    public void Note(string note)
    {
        _notes.Add(note);
        Progress(note);
    }

    /// <summary>Tells who waits at the terminal how far it is; the table alone goes to the standard output.</summary>
    public static void Progress(string text) => Console.Error.WriteLine($"[{DateTime.Now:HH:mm:ss}] {text}");

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        foreach (var note in _notes)
        {
            text.AppendLine(note).AppendLine();
        }

        text.AppendLine("| Figure | Measured | p50 ms | p99 ms | Reference on the same machine | Ratio | Wanted |");
        text.AppendLine("| --- | ---: | ---: | ---: | --- | ---: | ---: |");
        foreach (var line in _lines)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {line.Figure} | {line.Measured} | {line.MedianMilliseconds:0.00} | {line.P99Milliseconds:0.00} | {line.Reference} | {line.Ratio:0.00} | {line.Wanted} |");
        }

        return text.ToString();
    }
}
