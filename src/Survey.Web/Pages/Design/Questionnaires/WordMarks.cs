using System.Globalization;
using System.Text;
using DiffPlex;
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
            var elements = StringInfo.GetTextElementEnumerator(text);
            while (elements.MoveNext())
            {
                var element = elements.GetTextElement();
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
