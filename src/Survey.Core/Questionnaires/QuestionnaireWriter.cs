namespace Survey.Core.Questionnaires;

/// <summary>Writes a questionnaire in the canonical form: the format's order, what is default left out.</summary>
internal sealed class QuestionnaireWriter(Questionnaire q)
{
    private readonly CanonicalJsonWriter _json = new();

    public string Write()
    {
        _json.Object(() =>
        {
            _json.Name("$schema").String("../schema/questionnaire.schema.json");
            _json.Name("format").Number(1);
            _json.Name("code").String(q.Code);
            Strings("languages", q.Languages);
            Text("title", q.Title);
            Text("lead", q.Lead);
            Text("thanks", q.Thanks);
            if (q.Overall is not null)
            {
                _json.Name("overall").String(q.Overall);
            }

            _json.Name("scales").Array(q.Scales, WriteScale);
            _json.Name("sections").Array(q.Sections, WriteSection);
            _json.Name("indices").Array(q.Indices, WriteIndex);
        });
        return _json.ToString();
    }

    private void WriteScale(Scale scale) => _json.Object(() =>
    {
        _json.Name("code").String(scale.Code);
        if (scale.Look == ScaleLook.Faces)
        {
            _json.Name("look").String("faces");
        }

        _json.Name("points").Array(scale.Points, point => _json.Object(() =>
        {
            _json.Name("code").String(point.Code);
            _json.Name("score").Number(point.Score);
            Text("label", point.Label);
        }));
        if (scale.NotApplicable is { } na)
        {
            _json.Name("notApplicable").Object(() =>
            {
                _json.Name("code").String(na.Code);
                Text("label", na.Label);
            });
        }
    });

    private void WriteSection(Section section) => _json.Object(() =>
    {
        _json.Name("code").String(section.Code);
        Text("title", section.Title);
        Text("text", section.Text);
        ShowIf(section.ShowIf);
        _json.Name("items").Array(section.Items, WriteItem);
    });

    private void WriteItem(Item item) => _json.Object(() =>
    {
        _json.Name("code").String(item.Code);
        _json.Name("kind").String(KindOf(item));
        Text("text", item.Text);
        Text("hint", item.Hint);
        True("required", item.Required);
        ShowIf(item.ShowIf);
        WriteAnswerPart(item);
    });

    private static string KindOf(Item item) => item switch
    {
        ScaleItem => "scale",
        SingleChoiceItem => "single",
        MultipleChoiceItem => "multiple",
        NumberItem => "number",
        TextItem { Multiline: true } => "long_text",
        TextItem => "short_text",
        _ => throw new ArgumentException($"The format has no kind for {item.GetType().Name}.", nameof(item)),
    };

    private void WriteAnswerPart(Item item)
    {
        switch (item)
        {
            case ScaleItem scale:
                _json.Name("scale").String(scale.Scale.Code);
                break;
            case SingleChoiceItem single:
                _json.Name("options").Array(single.Options, WriteOption);
                break;
            case MultipleChoiceItem multiple:
                _json.Name("options").Array(multiple.Options, WriteOption);
                Number("maxChoices", multiple.MaxChoices);
                break;
            case NumberItem number:
                WriteNumber(number);
                break;
            case TextItem text:
                Number("maxLength", text.MaxLength);
                break;
        }
    }

    private void WriteOption(ChoiceOption option) => _json.Object(() =>
    {
        _json.Name("code").String(option.Code);
        Text("label", option.Label);
        True("exclusive", option.Exclusive);
    });

    private void WriteNumber(NumberItem item)
    {
        Number("min", item.Min);
        Number("max", item.Max);
        Number("decimals", item.Decimals == 0 ? null : item.Decimals);
        Text("unit", item.Unit);
        _json.Name("bands").Array(item.Bands, band => _json.Object(() =>
        {
            _json.Name("code").String(band.Code);
            Number("upTo", band.UpTo);
            Text("label", band.Label);
        }));
    }

    private void WriteIndex(IndexDefinition index) => _json.Object(() =>
    {
        _json.Name("code").String(index.Code);
        Text("title", index.Title);
        _json.Name("method").String(IndexWords.Of(index.Method));
        Number("methodVersion", index.MethodVersion);
        _json.Name("composite").String(IndexWords.Of(index.Composite));
        if (index.Factor != FactorRule.Pooled)
        {
            _json.Name("factor").String(IndexWords.Of(index.Factor));
        }

        _json.Name("rollUp").String(IndexWords.Of(index.RollUp));
        Number("minimumBase", index.MinimumBase);
        _json.Name("dimensions").Array(index.Dimensions, WriteDimension);
        if (index.Rating is { } rating)
        {
            _json.Name("rating");
            WriteRating(rating);
        }
    });

    private void WriteRating(RatingDefinition rating) => _json.Object(() =>
    {
        _json.Name("grades").Array(rating.Grades, grade => _json.Object(() =>
        {
            _json.Name("code").String(grade.Code);
            Text("title", grade.Title);
            Number("from", grade.From);
        }));
        if (rating.External.Count > 0)
        {
            _json.Name("external").Array(rating.External, criterion => _json.Object(() =>
            {
                _json.Name("code").String(criterion.Code);
                Text("title", criterion.Title);
                Number("max", criterion.Maximum);
            }));
        }
    });

    private void WriteDimension(DimensionDefinition dimension) => _json.Object(() =>
    {
        _json.Name("code").String(dimension.Code);
        Text("title", dimension.Title);
        Number("weight", dimension.Weight);
        if (dimension.Overall is not null)
        {
            _json.Name("overall").String(dimension.Overall);
        }

        _json.Name("items").Array(dimension.Items, item => _json.Object(() =>
        {
            _json.Name("code").String(item.Code);
            if (item.Positive is not null)
            {
                Strings("positive", item.Positive);
            }

            if (item.Negative is not null)
            {
                Strings("negative", item.Negative);
            }

            True("reversed", item.Reversed);
        }));
    });

    private void ShowIf(Condition? condition)
    {
        if (condition is not null)
        {
            _json.Name("showIf");
            WriteCondition(condition);
        }
    }

    private void WriteCondition(Condition condition) => _json.Object(() =>
    {
        switch (condition)
        {
            case IsCondition c:
                _json.Name("item").String(c.Item);
                Strings("is", c.Codes);
                break;
            case AtLeastCondition c:
                _json.Name("item").String(c.Item);
                Number("atLeast", c.Value);
                break;
            case AtMostCondition c:
                _json.Name("item").String(c.Item);
                Number("atMost", c.Value);
                break;
            case AnsweredCondition c:
                _json.Name("item").String(c.Item);
                _json.Name("answered").Boolean(c.Answered);
                break;
            case AllCondition c:
                _json.Name("all").Array(c.Parts, WriteCondition);
                break;
            case AnyCondition c:
                _json.Name("any").Array(c.Parts, WriteCondition);
                break;
            case NotCondition c:
                _json.Name("not");
                WriteCondition(c.Part);
                break;
        }
    });

    /// <summary>Texts stand in the order of the questionnaire's languages, the source language first.</summary>
    private void Text(string name, LocalizedText? text)
    {
        if (text is not null)
        {
            _json.Name(name).Object(() =>
            {
                foreach (var language in q.Languages.Where(text.Has))
                {
                    _json.Name(language).String(text.In(language));
                }
            });
        }
    }

    private void Strings(string name, IReadOnlyList<string> values) => _json.Name(name).Array(values, _json.String);

    private void Number(string name, decimal? value)
    {
        if (value is { } number)
        {
            _json.Name(name).Number(number);
        }
    }

    private void True(string name, bool value)
    {
        if (value)
        {
            _json.Name(name).Boolean(true);
        }
    }
}
