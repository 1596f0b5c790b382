namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>
/// Which cells are hidden in the tables of all units of a tree, when a reader opens every one of them, knows all their sums and
/// subtracts. Each cell that must not be told becomes a corner of a block of hidden cells around which a response can be moved
/// (the hypercube method of A. Hundepool et al., Statistical Disclosure Control, 2012, 4.4, along a hierarchy). The unit above
/// would show the move: so the same block is hidden there, too, where it can be moved up to the top or up to a unit that has a
/// sibling to undo it; and in one unit below, down to the counters. What is decided first stays: units from the top down,
/// cells row by row.
/// </summary>
internal static class TreeSuppression
{
    public static void Protect(TableNode root)
    {
        var nodes = Levels(root).ToList();
        foreach (var (node, r, c) in nodes.SelectMany(n => n.Sensitive().Select(x => (n, x.R, x.C))).ToList())
        {
            node.Hide([(r, c)]);
        }

        foreach (var node in nodes)
        {
            foreach (var (r, c) in node.Sensitive().ToList())
            {
                Cover(node, r, c);
            }
        }

        while (nodes.SelectMany(n => n.Breaches()).ToList() is { Count: > 0 } breaches)
        {
            foreach (var (node, r, c) in breaches)
            {
                node.Hide([(r, c)]);
                Cover(node, r, c);
            }
        }
    }

    private static IEnumerable<TableNode> Levels(TableNode root)
    {
        for (List<TableNode> level = [root]; level.Count > 0; level = [.. level.SelectMany(n => n.Children)])
        {
            foreach (var node in level)
            {
                yield return node;
            }
        }
    }

    private static void Cover(TableNode node, int r, int c)
    {
        if (node.Blocks.Any(b => b.Holds(r, c)))
        {
            return;
        }

        // What moves in the unit above may move here.
        var fromAbove = (node.Parent?.Blocks ?? []).Where(b => b.Holds(r, c) && node.CanMove(b)).Select(b => (CellBlock?)b).MinBy(b => node.Cost(b!.Value));
        if ((fromAbove ?? node.Cheapest(r, c)) is { } block)
        {
            Hide(node, block);
            LetThrough(node, block);
        }
    }

    /// <summary>Hides a block in a unit, and in one below it down to the counters.</summary>
    private static void Hide(TableNode node, CellBlock block)
    {
        if (!node.Blocks.Add(block))
        {
            return;
        }

        node.Hide(block.Cells);
        if (node.Children.Count > 0 && !node.Children.Exists(c => c.Blocks.Contains(block)))
        {
            Hide(node.Children.OrderBy(c => !c.CanMove(block)).ThenBy(c => c.CostOfHelp(block)).First(), block);
        }
    }

    /// <summary>Sees to it that no table above shows the move.</summary>
    private static void LetThrough(TableNode node, CellBlock block)
    {
        if (node.Parent is not { } parent || parent.Blocks.Contains(block) || parent.Children.Exists(s => s != node && s.Blocks.Contains(block)))
        {
            return;
        }

        if (parent.Children.Where(s => s != node && node.CanUndo(s, block)).MinBy(s => s.CostOfHelp(block)) is { } sibling)
        {
            Hide(sibling, block);
            return;
        }

        Hide(parent, block);
        LetThrough(parent, block);
    }
}
