using System.Data.Common;
using Microsoft.AspNetCore.Connections;

namespace Survey.Web.Commands;

/// <summary>What can go wrong for the person at the keyboard is said in one sentence on the error stream, with exit code 1.</summary>
internal static class Sentences
{
    public static async Task<int> RunAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync(Of(e));
            return 1;
        }
    }

    /// <summary>One line, no stack trace, no password.</summary>
    public static string Of(Exception e)
    {
        var cause = Innermost(e);
        var sentence = e switch
        {
            StartException => e.Message,
            _ when Find<AddressInUseException>(e) is not null => $"The address is already in use by another program: {FirstLine(e.Message)} Choose another with --urls.",
            InvalidDataException when e.InnerException is FormatException => $"A settings file cannot be read: {FirstLine(e.Message)} {FirstLine(cause.Message)}",
            UnauthorizedAccessException or IOException => $"A file or folder cannot be used: {FirstLine(e.Message)}",
            _ when Find<Microsoft.Data.Sqlite.SqliteException>(e) is { } sqlite => $"The database file cannot be used: {FirstLine(sqlite.Message)}",
            _ when Find<DbException>(e) is { } database => $"The database cannot be reached or used: {FirstLine(database.Message)}",
            _ => $"It does not work: {FirstLine(e.Message)}",
        };
        return sentence.ReplaceLineEndings(" ");
    }

    private static T? Find<T>(Exception e) where T : Exception
    {
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            if (at is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
