using System.Text;
using DiffPlex;
using Microsoft.AspNetCore.Html;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A piece of a wording that stayed, went or came.</summary>
public sealed record MarkedWords(string Words, WordChange Change);

public enum WordChange
{
    Same,
    Deleted,
    Inserted,
}

/// <summary>Marks which words of a wording changed. Scripts without spaces are compared by what reads as one character.</summary>
public static class WordMarks
{
    public static IReadOnlyList<MarkedWords> Between(string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, Words.Instance);
        var (marks, at) = (new List<MarkedWords>(), 0);
        foreach (var block in diff.DiffBlocks)
        {
            Add(marks, diff.PiecesOld.Skip(at).Take(block.DeleteStartA - at), WordChange.Same);
            Add(marks, diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA), WordChange.Deleted);
            Add(marks, diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB), WordChange.Inserted);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(marks, diff.PiecesOld.Skip(at), WordChange.Same);
        return marks;
    }

    /// <summary>The wording with what went as del and what came as ins, without a blank that is not in the words.</summary>
    public static IHtmlContent Html(string before, string after)
    {
        var html = new HtmlContentBuilder();
        foreach (var run in Runs(Between(before, after)))
        {
            var (went, came) = (Of(run, WordChange.Inserted), Of(run, WordChange.Deleted));
            if (run.TrueForAll(m => m.Change == WordChange.Same))
            {
                html.Append(went);
                continue;
            }

            if (run.Exists(m => m.Change == WordChange.Deleted))
            {
                html.AppendHtml("<del>").Append(went).AppendHtml("</del>");
            }

            if (run.Exists(m => m.Change == WordChange.Inserted))
            {
                html.AppendHtml("<ins>").Append(came).AppendHtml("</ins>");
            }
        }

        return html;
    }

    private static string Of(List<MarkedWords> run, WordChange without) => string.Concat(run.Where(m => m.Change != without).Select(m => m.Words));

    // Changes with nothing but a blank between them read as one.
    private static IEnumerable<List<MarkedWords>> Runs(IReadOnlyList<MarkedWords> marks)
    {
        var run = new List<MarkedWords>();
        for (var i = 0; i < marks.Count; i++)
        {
            var joins = marks[i].Change != WordChange.Same || (run.Count > 0 && i + 1 < marks.Count && string.IsNullOrWhiteSpace(marks[i].Words));
            if (run.Count > 0 && !joins)
            {
                yield return run;
                run = [];
            }

            if (joins)
            {
                run.Add(marks[i]);
            }
            else
            {
                yield return [marks[i]];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static void Add(List<MarkedWords> marks, IEnumerable<string> pieces, WordChange change)
    {
        var words = string.Concat(pieces);
        if (words.Length > 0)
        {
            marks.Add(new MarkedWords(words, change));
        }
    }

    private sealed class Words : IChunker
    {
        public static readonly Words Instance = new();

        public IReadOnlyList<string> Chunk(string text)
        {
            var (pieces, word) = (new List<string>(), new StringBuilder());
            foreach (var element in Scripts.Clusters(text))
            {
                if (char.IsLetterOrDigit(element[0]) && !Scripts.IsWrittenWithoutSpaces(element[0]))
                {
                    word.Append(element);
                    continue;
                }

                Flush(pieces, word);
                pieces.Add(element);
            }

            Flush(pieces, word);
            return pieces;
        }

        private static void Flush(List<string> pieces, StringBuilder word)
        {
            if (word.Length > 0)
            {
                pieces.Add(word.ToString());
                word.Clear();
            }
        }
    }
}
