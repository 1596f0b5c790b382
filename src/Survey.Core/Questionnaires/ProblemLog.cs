namespace Survey.Core.Questionnaires;

/// <summary>Collects problems while a document is read; keeps the first fifty and counts the rest.</summary>
internal sealed class ProblemLog
{
    /// <summary>The most problems kept: nobody mends more at once, and a hostile file could have a million.</summary>
    public const int Cap = 50;

    private readonly List<JsonProblem> _problems = [];

    /// <summary>How many problems were found, those not kept included.</summary>
    public int Count { get; private set; }

    /// <summary>The problems kept.</summary>
    public IReadOnlyList<JsonProblem> Problems => _problems;

    /// <summary>Notes a problem.</summary>
    public void Add(string path, string reason)
    {
        if (Count++ < Cap)
        {
            _problems.Add(new JsonProblem(path, reason));
        }
    }
}
