using System.Globalization;
using MySqlConnector;

namespace Survey.LoadTests.Processes;

/// <summary>A private MariaDB in a folder of its own on a free loopback port, durable like production's.</summary>
internal sealed class MariaServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly ChildProcess _process;
    private readonly string _socket;

    private MariaServer(ChildProcess process, string socket, int port) => (_process, _socket, Port) = (process, socket, port);

    public int Port { get; }

    public string Version { get; private set; } = "";

    /// <summary>Null where MariaDB is not installed.</summary>
    public static async Task<MariaServer?> TryStartAsync(string folder, CancellationToken cancellationToken)
    {
        if (Find("mariadbd") is not { } server || Find("mariadb-install-db") is not { } install)
        {
            return null;
        }

        // Started by root it stays root: its folder and its port are this run's alone.
        string[] user = Environment.UserName == "root" ? ["--user=root"] : [];
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await using (var installing = ChildProcess.Start("mariadb-install-db", install,
            ["--no-defaults", .. user, $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db"]))
        {
            await installing.ExpectSuccessAsync(cancellationToken);
        }

        var port = Loopback.FreePort();
        var socket = Path.Combine(folder, "s.sock");
        var process = ChildProcess.Start("mariadbd", server, [
            "--no-defaults", .. user, $"--datadir={data}", $"--socket={socket}", $"--pid-file={Path.Combine(folder, "pid")}",
            string.Create(CultureInfo.InvariantCulture, $"--port={port}"), "--bind-address=127.0.0.1", "--skip-name-resolve",
            "--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_ci",
            "--innodb-flush-log-at-trx-commit=1", "--innodb-buffer-pool-size=1G", "--innodb-log-file-size=512M", "--max-connections=200"]);
        var maria = new MariaServer(process, socket, port);
        try
        {
            await Loopback.WaitForListenerAsync(port, process, StartLimit, cancellationToken);
            await maria.AddUserAsync(cancellationToken);
            return maria;
        }
        catch
        {
            await maria.DisposeAsync();
            throw;
        }
    }

    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"CREATE DATABASE {name} CHARACTER SET utf8mb4", cancellationToken);
        return $"Server=127.0.0.1;Port={Port.ToString(CultureInfo.InvariantCulture)};User ID=survey;Password=survey;Database={name};SslMode=None;AllowPublicKeyRetrieval=true;AllowLoadLocalInfile=true";
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task AddUserAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync("CREATE USER 'survey'@'127.0.0.1' IDENTIFIED BY 'survey'", cancellationToken);
        await ExecuteAsync("GRANT ALL ON *.* TO 'survey'@'127.0.0.1'", cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection($"Server={_socket};Protocol=unix;User ID=root;Pooling=false");
        await connection.OpenAsync(cancellationToken);
        Version = connection.ServerVersion.Replace("5.5.5-", "", StringComparison.Ordinal);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names given by the bench alone.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
