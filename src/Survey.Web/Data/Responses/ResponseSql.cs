using System.Data.Common;
using System.Globalization;
using System.Text;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Responses;

/// <summary>
/// The only statements of the application that are not written by EF Core, all of them constant but for the number of rows;
/// every value is a parameter. A batch of responses is one command of three statements.
/// </summary>
internal sealed class ResponseSql
{
    private const string Keys = "INSERT INTO SubmissionKeys (Digest, WaveId) VALUES ";
    private const string Responses = "INSERT INTO SurveyResponses (Id, WaveId, VersionId, CollectionPointId, ServiceId, Channel, Trust, Day, Flags, Answers) VALUES ";
    private const string Pending = "INSERT INTO PendingFolds (Id, WaveId, CollectionPointId, Month, Item, Text, LowOverall) VALUES ";
    private const string Visits = "INSERT INTO VisitCounts (CollectionPointId, Day, Kind, Visits) VALUES (@point, @day, @kind, @visits) ";

    /// <summary>How many keys are looked at in one deletion: writers of answers never wait long.</summary>
    public const int KeyBatch = 500;

    private static readonly string BehindBatch = string.Create(CultureInfo.InvariantCulture,
        $"SELECT Digest FROM SubmissionKeys WHERE Digest >= @from AND Digest < @end ORDER BY Digest LIMIT 1 OFFSET {KeyBatch}");
    private readonly string _addVisits;

    public ResponseSql(DatabaseProvider provider) => _addVisits = provider == DatabaseProvider.Sqlite
        ? "ON CONFLICT(CollectionPointId, Day, Kind) DO UPDATE SET Visits = Visits + excluded.Visits"
        : "ON DUPLICATE KEY UPDATE Visits = Visits + VALUES(Visits)";

    /// <summary>Fills the command with the inserts of a whole batch.</summary>
    public static void Batch(DbCommand command, IReadOnlyList<Submission> batch, long[] ids)
    {
        var text = new StringBuilder(Keys);
        Rows(text, "k", batch.Count, 2);
        for (var i = 0; i < batch.Count; i++)
        {
            Add(command, $"k{i}_0", batch[i].Digest);
            Add(command, $"k{i}_1", batch[i].WaveId);
        }

        text.Append(';');
        AppendResponses(command, text, batch, ids);
        SetText(command, text);
    }

    /// <summary>Fills the command with one response, whose key is already spent by <see cref="Key"/>.</summary>
    public static void Response(DbCommand command, Submission submission, long id)
    {
        var text = new StringBuilder();
        AppendResponses(command, text, [submission], [id]);
        SetText(command, text);
    }

    /// <summary>Fills the command with the insert of one key. A spent one fails, and only this statement with it: counts of
    /// affected rows would not tell, since Pomelo asks MariaDB to count rows that it found.</summary>
    public static void Key(DbCommand command, Submission submission)
    {
        var text = new StringBuilder(Keys);
        Rows(text, "k", 1, 2);
        Add(command, "k0_0", submission.Digest);
        Add(command, "k0_1", submission.WaveId);
        SetText(command, text);
    }

    /// <summary>Fills the command with the addition to one day's count of visits.</summary>
    public void AddVisits(DbCommand command, long point, DateOnly day, VisitKind kind, long visits)
    {
        Add(command, "point", point);
        Add(command, "day", day.DayNumber);
        Add(command, "kind", kind.ToString());
        Add(command, "visits", visits);
        SetText(command, new StringBuilder(Visits).Append(_addVisits));
    }

    /// <summary>Fills the command with the search for the first key behind a batch of them.</summary>
    public static void KeyBehind(DbCommand command, byte[] from, byte[] end)
    {
        Add(command, "from", from);
        Add(command, "end", end);
        SetText(command, new StringBuilder(BehindBatch));
    }

    /// <summary>Fills the command with the deletion of these waves' keys between two.</summary>
    public static void DeleteKeys(DbCommand command, IReadOnlyList<long> waves, byte[] from, byte[] to)
    {
        var text = new StringBuilder("DELETE FROM SubmissionKeys WHERE Digest >= @from AND Digest < @to AND WaveId IN ");
        Add(command, "from", from);
        Add(command, "to", to);
        Rows(text, "w", 1, waves.Count);
        for (var i = 0; i < waves.Count; i++)
        {
            Add(command, $"w0_{i}", waves[i]);
        }

        SetText(command, text);
    }

    private static void AppendResponses(DbCommand command, StringBuilder text, IReadOnlyList<Submission> batch, long[] ids)
    {
        text.Append(Responses);
        Rows(text, "r", batch.Count, 10);
        text.Append(';').Append(Pending);
        for (var i = 0; i < batch.Count; i++)
        {
            // The pending row repeats the response's parameters.
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}(@r{i}_0,@r{i}_1,@r{i}_3,NULL,NULL,NULL,NULL)");
            var s = batch[i];
            object[] values = [ids[i], s.WaveId, s.VersionId, s.CollectionPointId, s.ServiceId, (int)s.Channel, (int)s.Trust, s.Day.DayNumber, (int)s.Flags, s.Answers];
            for (var column = 0; column < values.Length; column++)
            {
                Add(command, $"r{i}_{column}", values[column]);
            }
        }

        AppendWords(command, text, batch);
    }

    // Words are further rows of the last statement.
    private static void AppendWords(DbCommand command, StringBuilder text, IReadOnlyList<Submission> batch)
    {
        var row = 0;
        foreach (var (sheet, item, words) in batch.SelectMany(s => s.Texts.Select(t => (s, t.Item, CommentMask.Apply(t.Text)))))
        {
            object[] values = [-RandomKey.New63(), sheet.WaveId, sheet.CollectionPointId, (sheet.Day.Year * 100) + sheet.Day.Month, item, Cut(words), sheet.LowOverall];
            text.Append(',');
            Row(text, "c", row, values.Length);
            for (var column = 0; column < values.Length; column++)
            {
                Add(command, $"c{row}_{column}", values[column]);
            }

            row++;
        }
    }

    // Masks can be longer than what they hide. Half a character would be no text for either database.
    private static string Cut(string words)
    {
        if (words.Length <= Comment.TextLength)
        {
            return words;
        }

        var length = char.IsHighSurrogate(words[Comment.TextLength - 1]) ? Comment.TextLength - 1 : Comment.TextLength;
        return words[..length];
    }

    private static void Rows(StringBuilder text, string prefix, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "" : ",");
            Row(text, prefix, row, columns);
        }
    }

    private static void Row(StringBuilder text, string prefix, int row, int columns)
    {
        for (var column = 0; column < columns; column++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(column == 0 ? '(' : ',')}@{prefix}{row}_{column}");
        }

        text.Append(')');
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

#pragma warning disable CA2100 // Built above from constants and row numbers alone.
    private static void SetText(DbCommand command, StringBuilder text) => command.CommandText = text.ToString();
#pragma warning restore CA2100
}
