using System.Globalization;
using System.Runtime.InteropServices;

namespace Survey.LoadTests.Processes;

/// <summary>What stands beside every figure: on how large a machine it was measured.</summary>
internal static class HostMachine
{
    public static string Describe(string folder) => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0} GB memory, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, databases on {new DriveInfo(folder).DriveFormat}");

    /// <summary>Runnable processes over the last minute: above 0.5 before the bench starts, others use the machine, too.</summary>
    public static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
