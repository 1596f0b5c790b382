namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Reads the constraint of a row and notes what became of it.</summary>
internal sealed class FormConstraint(FormContext form, FormRow row, string code)
{
    /// <summary>The demands of the row; null: none that can be taken over.</summary>
    /// <param name="used">Names the demands that the item makes its own; null where a demand is missing.</param>
    public XPathConstraint? Read(Func<XPathConstraint, IReadOnlyList<string?>> used)
    {
        var text = form.Cell(row, "constraint");
        if (text.Length == 0)
        {
            return null;
        }

        var (node, problem) = XPathGrammar.Read(text);
        var (place, element) = (form.Place(row, "constraint"), $"constraint {text}");
        if (node is null)
        {
            form.Log.LeftOut(place, element, problem!.Value);
            return null;
        }

        var demands = XPathConstraint.Of(node.Within(form.NameOf(row)));
        var kept = used(demands).Count(u => u is not null);
        if (kept == 0)
        {
            form.Log.LeftOut(place, element, new("Loại câu này không có ràng buộc như vậy.", "Items of this kind have no such constraint."));
            return null;
        }

        if (demands.Lost.Count > 0 || kept < demands.Count)
        {
            var lost = string.Join(", ", demands.Lost);
            form.Log.Changed(place, element, code, new($"Chỉ giữ được một phần; bỏ: {lost}.", $"Only a part could be kept; left out: {lost}."));
        }
        else
        {
            form.Log.Kept(place, element, code);
        }

        return demands;
    }
}
