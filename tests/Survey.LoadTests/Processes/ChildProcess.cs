using System.Diagnostics;

namespace Survey.LoadTests.Processes;

/// <summary>A process that the bench started and ends itself, by its own handle.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 20;
    private readonly Process _process;
    private readonly Queue<string> _lastLines = [];
    private long _peakMemory;

    private ChildProcess(string name, ProcessStartInfo start)
    {
        Name = name;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }
    public int Id => _process.Id;
    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote, for a message to people.</summary>
    public string LastWords
    {
        get
        {
            lock (_lastLines)
            {
                return string.Join('\n', _lastLines);
            }
        }
    }

    public static ChildProcess Start(string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        return new ChildProcess(name, start);
    }

    /// <summary>Starts this program again with a hidden verb.</summary>
    public static ChildProcess StartSelf(string verb, params string[] arguments) => Environment.ProcessPath is { } path && !IsDotnet(path)
        ? Start(verb, path, [verb, .. arguments])
        : Start(verb, "dotnet", [typeof(ChildProcess).Assembly.Location, verb, .. arguments]);

    /// <summary>Waits for the end; the most memory that it held is known afterwards.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        while (!_process.WaitForExit(0))
        {
            PeakMemory();
            await Task.Delay(20, cancellationToken);
        }

        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async Task ExpectSuccessAsync(CancellationToken cancellationToken)
    {
        if (await WaitAsync(cancellationToken) is not 0 and var code)
        {
            throw new InvalidOperationException($"{Name} ended with code {code}:\n{LastWords}");
        }
    }

    /// <summary>Processor time it took so far.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>The most memory it held resident so far, in bytes.</summary>
    public long PeakMemory()
    {
        try
        {
            _process.Refresh();
            _peakMemory = Math.Max(_peakMemory, _process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has just ended; what was read before stands.
        }

        return _peakMemory;
    }

    /// <summary>SIGKILL: no farewell, no flush.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }
    }
}
