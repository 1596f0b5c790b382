using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;

namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>One stored response as it lies in the database.</summary>
internal sealed class DumpedRow(long version, long point, long service, int channel, string mode, DateOnly day, IReadOnlyDictionary<string, JsonElement> answers)
{
    public long Version => version;
    public long Point => point;
    public long Service => service;
    public int Channel => channel;
    public string Mode => mode;
    public DateOnly Day => day;
    public IReadOnlyDictionary<string, JsonElement> Answers => answers;
}

internal sealed record DumpedUnit(long Id, string Code, long? Parent, DateOnly? Ended);

internal sealed record DumpedVersion(long Id, string Questionnaire, int Number, JsonElement Model, JsonElement? Mapping);

internal sealed record DumpedPeriod(string Code, DateOnly First, DateOnly Last);

/// <summary>What the database holds, by plain statements: no tally is read, and nothing of the program but its tables' names is used.</summary>
internal sealed record Dump
{
    public required IReadOnlyList<DumpedRow> Rows { get; init; }
    public required IReadOnlyList<DumpedUnit> Units { get; init; }
    public required IReadOnlyDictionary<long, long> UnitOfPoint { get; init; }
    public required IReadOnlyDictionary<string, long> Services { get; init; }
    public required IReadOnlyList<DumpedVersion> Versions { get; init; }
    public required IReadOnlyDictionary<string, DumpedPeriod> Periods { get; init; }
    public required IReadOnlyList<(long Unit, long Service, string Period, long Count)> Transactions { get; init; }
    public required IReadOnlyList<(long Before, long After, DateOnly Day)> Successions { get; init; }

    public static async Task<Dump> OfAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Each statement is written out below.
            command.CommandText = sql;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }

        return new Dump
        {
            // 256 says that somebody set the sheet aside; what waits is not released yet.
            Rows = await ReadAsync(
                "SELECT r.VersionId, r.CollectionPointId, r.ServiceId, r.Channel, w.Sampling, r.Day, r.Answers FROM SurveyResponses r "
                + "JOIN Waves w ON w.Id = r.WaveId WHERE (r.Flags & 256) = 0 AND r.Id NOT IN (SELECT p.Id FROM PendingFolds p)",
                r => new DumpedRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt32(3), r.GetString(4), DateOnly.FromDayNumber(r.GetInt32(5)), Answers(r.GetString(6)))),
            Units = await ReadAsync("SELECT Id, Code, ParentId, ValidTo FROM Units",
                r => new DumpedUnit(r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetInt64(2), Day(r.GetValue(3)))),
            UnitOfPoint = (await ReadAsync("SELECT Id, UnitId FROM CollectionPoints", r => (r.GetInt64(0), r.GetInt64(1)))).ToDictionary(),
            Services = (await ReadAsync("SELECT Code, Id FROM Services", r => (r.GetString(0), r.GetInt64(1)))).ToDictionary(),
            Versions = await ReadAsync("SELECT v.Id, q.Code, v.Number, v.Json, v.Mapping FROM QuestionnaireVersions v JOIN Questionnaires q ON q.Id = v.QuestionnaireId",
                r => new DumpedVersion(r.GetInt64(0), r.GetString(1), r.GetInt32(2), Json(r.GetString(3)), r.IsDBNull(4) ? null : Json(r.GetString(4)))),
            Periods = (await ReadAsync("SELECT Code, FirstDay, LastDay FROM Periods", r => new DumpedPeriod(r.GetString(0), Day(r.GetValue(1))!.Value, Day(r.GetValue(2))!.Value))).ToDictionary(p => p.Code),
            Transactions = await ReadAsync("SELECT UnitId, ServiceId, PeriodCode, Transactions FROM TransactionCounts", r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetInt64(3))),
            Successions = await ReadAsync("SELECT PredecessorId, SuccessorId, Day FROM UnitSuccessions", r => (r.GetInt64(0), r.GetInt64(1), Day(r.GetValue(2))!.Value)),
        };
    }

    private static Dictionary<string, JsonElement> Answers(string json) => Json(json).EnumerateObject().ToDictionary(a => a.Name, a => a.Value);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static DateOnly? Day(object value) => value switch
    {
        DateOnly day => day,
        DateTime time => DateOnly.FromDateTime(time),
        string text => DateOnly.Parse(text, CultureInfo.InvariantCulture),
        _ => null,
    };
}
